using Parley.Storage;

namespace Parley.Contact.Widget;

/// <summary>A site that may show a shop's widget, written as browsers write it.</summary>
internal static class WidgetOrigin
{
    private const int MaxLength = 255;

    /// <returns>
    /// The origin as browsers write it; null for what is none, has no TLS and is not this machine, or could say more than one
    /// place in a header.
    /// </returns>
    public static string? Read(string text)
    {
        if (text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out var address))
            return null;
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            return null;
        if (address.UserInfo != "" || address.PathAndQuery != "/" || address.Fragment != "" || text.Contains('\\'))
            return null;

        var host = address.IdnHost.ToLowerInvariant();
        // No IPv6: a host-source of a content security policy has none (CSP 3 §2.3.1).
        if (!host.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-'))
            return null;

        return address.IsDefaultPort ? $"{address.Scheme}://{host}" : $"{address.Scheme}://{host}:{address.Port}";
    }

    /// <summary>Those of a shop, in the order of their letters.</summary>
    public static Task<IReadOnlyList<WidgetOriginView>> Of(Work work, long shopRow) =>
        work.Query<WidgetOriginView>(
            "SELECT origin, seen_at FROM widget_origin WHERE shop_row = @shopRow ORDER BY origin",
            new { shopRow }
        );
}

/// <summary>A site that may show the widget.</summary>
public sealed record WidgetOriginView
{
    /// <summary>Scheme, host and port, such as <c>https://shop.example</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>When the widget was last opened there, to the minute; absent until then.</summary>
    public DateTimeOffset? SeenAt { get; init; }
}
