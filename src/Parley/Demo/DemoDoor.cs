using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Parley.Storage;

namespace Parley.Demo;

/// <summary>
/// Whether visitors may be demo people without a password: only over data that is marked as demo, and only where the server was
/// started for it or nobody but this machine can reach it.
/// </summary>
internal sealed class DemoDoor(Database database, IOptions<DemoOptions> options, IServer server)
{
    private const string Path = "/api/v1/demo";

    private bool _isMarked;

    /// <summary>Makes closed doors answer like routes that never were, whatever the method and body.</summary>
    public static async Task Guard(HttpContext context, RequestDelegate next)
    {
        if (
            context.Request.Path.StartsWithSegments(Path)
            && !await context.RequestServices.GetRequiredService<DemoDoor>().IsOpen(context.RequestAborted)
        )
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            await next(context);
    }

    public async ValueTask<bool> IsOpen(CancellationToken cancellationToken) =>
        (options.Value.Open || IsOnThisMachineOnly) && (_isMarked || await FindMark(cancellationToken));

    // A mark is never taken away; that there is none is asked each time, because seeding may come later.
    private async Task<bool> FindMark(CancellationToken cancellationToken) =>
        _isMarked = await database.Read(DemoMark.Find, cancellationToken) is not null;

    private bool IsOnThisMachineOnly =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses
        && addresses.All(address => IsLoopback(BindingAddress.Parse(address).Host));

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
