package dev.sluice.ui.web;

import dev.sluice.ui.web.Parameters.BadParameterException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests in that may be, and answers them. Nothing that a request causes reaches the program
 * but questions. Thread-safe: as its parts are.
 */
final class Gate extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  static final String EVENTS = "/api/v1/events";
  private static final String SESSION = "/api/v1/session";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final Access access;
  private final Routes routes;
  private final EventStreams events;
  private final StaticFiles files = new StaticFiles();

  Gate(Access access, Routes routes, EventStreams events) {
    super(InvocationType.BLOCKING);
    this.access = access;
    this.routes = routes;
    this.events = events;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    secure(response);
    boolean isHead = HttpMethod.HEAD.is(request.getMethod());
    String path = Request.getPathInContext(request);
    Optional<Answer> refusal = refusal(request, path, isHead);
    if (refusal.isEmpty() && path.equals(EVENTS) && !isHead) {
      Optional<Answer> full = events.open(response, callback);
      full.ifPresent(answer -> send(answer, response, callback));
      return true;
    }
    Answer answer = refusal.orElseGet(() -> answer(request, path));
    if (refusal.isEmpty() && path.equals(SESSION)) {
      setCookie(request, response);
    }
    send(answer, response, callback);
    return true;
  }

  private Optional<Answer> refusal(Request request, String path, boolean isHead) {
    if (!access.isHostAllowed(request.getHeaders().get(HttpHeader.HOST))) {
      return Optional.of(Answer.error(403, "This server answers to localhost only."));
    }
    if (!isHead && !HttpMethod.GET.is(request.getMethod())) {
      return Optional.of(Answer.error(405, "Nothing can be changed here: expected GET or HEAD."));
    }
    if (access.wantsToken() && Routes.isProtected(path) && !isAuthorized(request)) {
      return Optional.of(
          Answer.error(401, "A token is needed: expected Authorization: Bearer TOKEN."));
    }
    return Optional.empty();
  }

  private boolean isAuthorized(Request request) {
    return access.isTokenRight(request.getHeaders().get(HttpHeader.AUTHORIZATION))
        || Request.getCookies(request).stream()
            .filter(cookie -> cookie.getName().equals(cookieName(request)))
            .anyMatch(cookie -> access.isCookieRight(cookie.getValue()));
  }

  /** Cookies know no ports, so the name has it: programs side by side have tokens of their own. */
  private static String cookieName(Request request) {
    return "sluice-ui-" + Request.getLocalPort(request);
  }

  private void setCookie(Request request, Response response) {
    access
        .cookie()
        .ifPresent(
            value ->
                Response.addCookie(
                    response,
                    HttpCookie.build(cookieName(request), value)
                        .path("/")
                        .httpOnly(true)
                        .sameSite(HttpCookie.SameSite.STRICT)
                        .build()));
  }

  private Answer answer(Request request, String path) {
    try {
      Fields query = Request.extractQueryParameters(request);
      Optional<Answer> answer =
          routes.answer(path, new Parameters(name -> Optional.ofNullable(query.getValue(name))));
      return answer
          .or(() -> Routes.isProtected(path) ? Optional.empty() : files.answer(path))
          .orElseGet(() -> Answer.error(404, "There is nothing here."));
    } catch (BadParameterException e) {
      return Answer.error(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.warn("Cannot answer a request for {}; the program goes on", path, e);
      return Answer.error(500, "Cannot answer: the program's log says why.");
    }
  }

  private static void secure(Response response) {
    response.getHeaders().put("Content-Security-Policy", POLICY);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("Referrer-Policy", "no-referrer");
    response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
    response.getHeaders().put("Cross-Origin-Opener-Policy", "same-origin");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
  }

  private static void send(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().remaining());
    if (answer.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    if (answer.status() == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    }
    response.write(true, answer.body().duplicate(), callback);
  }
}
