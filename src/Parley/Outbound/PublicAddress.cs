using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Parley.Kernel;

namespace Parley.Outbound;

/// <summary>How the server is reached from outside.</summary>
public sealed record ServerOptions
{
    public const string Section = "Server";

    /// <summary>The address that people open, with https. Left out, it is the first address that the server listens on.</summary>
    [WebAddress]
    public string? PublicUrl { get; init; }
}

/// <summary>Makes the links that leave the server. The request's Host header has no say: whoever sends it could choose it.</summary>
public sealed class PublicAddress(IOptions<ServerOptions> options, IServer server, IConfiguration configuration)
{
    /// <param name="path">Begins with a slash.</param>
    public string Of(string path) => Base().TrimEnd('/') + path;

    private string Base()
    {
        if (options.Value.PublicUrl is { Length: > 0 } configured)
            return configured;

        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var first = listening ?? configuration["urls"]?.Split(';')[0] ?? "http://localhost:8080";

        // An address that means all of the machine's is none that a browser can open.
        return first
            .Replace("//0.0.0.0", "//localhost")
            .Replace("//[::]", "//localhost")
            .Replace("//*", "//localhost")
            .Replace("//+", "//localhost");
    }
}
