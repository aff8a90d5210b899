// Files and the search of a long list need their widgets; the others (maps, calendars, drawings) only dress inputs.
import autocomplete from "enketo-core/src/widget/select-autocomplete/autocomplete.js";
import filepicker from "enketo-core/src/widget/file/filepicker.js";

export default [autocomplete, filepicker];
