namespace Parley.Kernel;

/// <summary>What <see cref="TextJson"/> asks of bodies, asked of addresses: no U+0000, which PostgreSQL refuses.</summary>
internal static class AddressText
{
    public static void UseAddressText(this WebApplication server) =>
        server.Use(
            (context, next) =>
            {
                // Once decoded it cannot be told from what nobody may send; most requests are done with this look.
                if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true)
                    RequireText(context.Request.Query);

                return next(context);
            }
        );

    private static void RequireText(IQueryCollection query)
    {
        foreach (var (name, values) in query)
            if (values.Any(value => value?.Contains('\0') == true))
                throw RuleBrokenException.Field(name, "The text holds U+0000.");
    }
}
