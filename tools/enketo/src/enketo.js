// What the test's page calls: an XForm becomes a form by Enketo's transformer, and Enketo's engine runs it.
import { Form } from "enketo-core/src/js/form.js";
import fileManager from "enketo-core/src/js/file-manager.js";
import { transform } from "netral:transformer";

globalThis.Enketo = { Form, fileManager, transform };
