using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Parley.Storage;

namespace Parley.Tests;

/// <summary>
/// A running server with an empty database of its own: the real thing on a real socket. <c>PARLEY_TEST_DB</c> says which
/// database: empty or <c>sqlite</c>, else the connection string of a PostgreSQL server in which databases may be made.
/// </summary>
public sealed class World : IAsyncLifetime
{
    private readonly TestStore _store = TestStore.New();
    private WebApplication _server = null!;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _server.Services;

    public Database Database => Services.GetRequiredService<Database>();

    public async ValueTask InitializeAsync()
    {
        await _store.Create();
        _server = Server.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. _store.Settings]);
        await Server.Prepare(_server, default);
        await _server.StartAsync();
        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        await _store.Drop();
    }
}
