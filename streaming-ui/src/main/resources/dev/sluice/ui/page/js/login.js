// Asks for the token that a program which is seen from elsewhere wants.

import { authorized } from "./api.js";
import { h } from "./dom.js";

/** Shows a form through `place` and returns once the program has taken the token. */
export function loginForm(place) {
  return new Promise((taken) => {
    const field = h("input", { id: "token", type: "password", autocomplete: "current-password", required: true });
    const problem = h("p", { role: "alert" });
    const submit = async (event) => {
      event.preventDefault();
      problem.textContent = "";
      try {
        if (await authorized(field.value)) {
          taken();
          return;
        }
        problem.textContent = "The program does not take this token.";
      } catch (refused) {
        problem.textContent = refused.message;
      }
    };
    place(
      h(
        "form",
        { class: "login", onsubmit: submit },
        h("p", {}, "This program shows itself to those who know its token, ", h("code", {}, "streaming.ui.token"), "."),
        h("label", { for: "token" }, "Token"),
        field,
        h("button", { class: "button", type: "submit" }, "Show the program"),
        problem,
      ),
    );
    field.focus();
  });
}
