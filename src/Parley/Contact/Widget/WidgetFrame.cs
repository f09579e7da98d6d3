using Parley.Storage;

namespace Parley.Contact.Widget;

/// <summary>The page in the widget's frame, <c>/w/{shop}</c>: which sites may put it into theirs.</summary>
public static class WidgetFrame
{
    /// <summary>
    /// The <c>frame-ancestors</c> of an address of the widget's page; null for any other address. A shop that is not there is
    /// like one that allowed nobody.
    /// </summary>
    public static async Task<string?> Ancestors(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/w", out var rest) || rest.Value is not ['/', .. var key])
            return null;

        return Guid.TryParseExact(key, "D", out var shopId)
            ? string.Join(' ', ["'self'", .. await AllowedOf(context, shopId)])
            : "'self'";
    }

    private static Task<IReadOnlyList<string>> AllowedOf(HttpContext context, Guid shopId) =>
        context
            .RequestServices.GetRequiredService<Database>()
            .Read(
                work =>
                    work.Query<string>(
                        """
                        SELECT origin FROM widget_origin
                        WHERE shop_row = (SELECT row_id FROM shop WHERE id = @shopId) ORDER BY origin
                        """,
                        new { shopId }
                    ),
                context.RequestAborted
            );
}
