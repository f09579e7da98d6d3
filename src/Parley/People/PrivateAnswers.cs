namespace Parley.People;

/// <summary>What the API answers is for one person at one moment: nobody keeps it, nobody takes it for something else.</summary>
internal static class PrivateAnswers
{
    public static void UsePrivateAnswers(this WebApplication server) =>
        server.Use(
            (context, next) =>
            {
                if (context.Request.Path.StartsWithSegments("/api"))
                    context.Response.OnStarting(SetHeaders, context.Response);

                return next(context);
            }
        );

    // At the start of the answer, because the handler of errors clears what was set before.
    private static Task SetHeaders(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        // Content that never changes, as an attachment's, says so itself.
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        return Task.CompletedTask;
    }
}
