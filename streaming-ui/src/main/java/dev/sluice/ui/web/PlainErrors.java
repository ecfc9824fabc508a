package dev.sluice.ui.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is answered where the server itself refuses: a status and no more. Stateless. */
final class PlainErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answer answer = Answer.error(response.getStatus(), "Cannot answer this request.");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.write(true, answer.body(), callback);
    return true;
  }
}
