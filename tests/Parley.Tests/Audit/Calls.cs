using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Conversations;
using Parley.Storage;

namespace Parley.Tests.Audit;

/// <summary>Whatever was asked with success, and what it has left on record. One request after the other.</summary>
internal sealed class Calls : IStartupFilter, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public ConcurrentQueue<Call> Done { get; } = new();

    public sealed record Call(string Route, IReadOnlyList<string> Left)
    {
        public override string ToString() => $"{Route} left [{string.Join(", ", Left)}]";
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(Watch);
            next(app);
        };

    private async Task Watch(HttpContext context, RequestDelegate next)
    {
        await _turn.WaitAsync();
        try
        {
            var database = context.RequestServices.GetRequiredService<Database>();
            var before = await database.Read(Newest);
            await next(context);
            // Who has read what is written a little later.
            await context.RequestServices.GetRequiredService<Cursors>().Flush();
            if (context.Response.StatusCode < 400 && context.GetEndpoint() is RouteEndpoint endpoint)
                Done.Enqueue(
                    new Call(
                        $"{context.Request.Method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}",
                        await database.Read(work => Since(work, before))
                    )
                );
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<(long Entry, long Message)> Newest(Work work) =>
        (
            await work.One<long>("SELECT coalesce(max(row_id), 0) FROM audit_entry"),
            await work.One<long>("SELECT coalesce(max(row_id), 0) FROM message")
        );

    /// <summary>A message is its own entry.</summary>
    private static async Task<IReadOnlyList<string>> Since(Work work, (long Entry, long Message) newest) =>
        await work.Query<string>(
            """
            SELECT action FROM audit_entry WHERE row_id > @Entry
            UNION ALL SELECT 'message.created' FROM message WHERE row_id > @Message
            """,
            new { newest.Entry, newest.Message }
        );

    public void Dispose() => _turn.Dispose();
}
