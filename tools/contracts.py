"""The import contract that import-linter does not bring: an app is entered through its `api` alone."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontDoor(Contract):
    """No module of one app imports a module of another, other than that one's `api`."""

    type_name = "front_door"

    apps_package = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import between two apps."""
        apps = sorted(graph.find_children(str(self.apps_package)))
        side_doors = [
            (importer, imported)
            for app in apps
            for importer in {app, *graph.find_descendants(app)}
            for imported in graph.find_modules_directly_imported_by(importer)
            for other in apps
            if other != app and imported.startswith(f"{other}.") and imported != f"{other}.api"
        ]
        return ContractCheck(kept=not side_doors, metadata={"side_doors": sorted(side_doors)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that goes round the door."""
        for importer, imported in check.metadata["side_doors"]:
            output.print_error(f"{importer} imports {imported}: go through its api module")
