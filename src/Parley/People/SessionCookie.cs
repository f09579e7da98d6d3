namespace Parley.People;

/// <summary>
/// Where a browser keeps its session. Over https the name starts with <c>__Host-</c>, which binds the cookie to this host, to
/// https and to the root path (RFC 6265bis §4.1.3.2); plain http is for a machine of one's own.
/// </summary>
internal static class SessionCookie
{
    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    public static void Write(HttpContext context, string token, DateTimeOffset expiresAt) =>
        context.Response.Cookies.Append(NameFor(context.Request), token, OptionsFor(context.Request, expiresAt));

    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), OptionsFor(context.Request, expiresAt: null));

    private static string NameFor(HttpRequest request) => request.IsHttps ? "__Host-parley" : "parley";

    private static CookieOptions OptionsFor(HttpRequest request, DateTimeOffset? expiresAt) =>
        new()
        {
            HttpOnly = true,
            Secure = request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            Expires = expiresAt,
            IsEssential = true,
        };
}
