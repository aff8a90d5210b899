// Date and time together, for which @getodk/web-forms 0.22.0 shows a bare line of text: the phone's own control.
import { defineComponent, h } from "vue";

const two = (number) => String(number).padStart(2, "0");

function local(text) {
  const date = new Date(text);
  if (!text || Number.isNaN(date.getTime())) return "";
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

// With its offset, as the form engine writes times: the same moment wherever it is read.
function stamped(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return "";
  const minutes = -date.getTimezoneOffset();
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${local(text)}:00.000${offset}`;
}

export default defineComponent({
  name: "MomentInput",
  props: { node: { type: Object, required: true } },
  setup: ({ node }) => () =>
    h("input", {
      id: node.nodeId,
      class: "netral-moment",
      type: "datetime-local",
      required: node.currentState.required,
      disabled: node.currentState.readonly,
      value: local(node.currentState.value),
      onChange: (event) => node.setValue(stamped(event.target.value)),
    }),
});
