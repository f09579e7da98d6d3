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
    private readonly TestStore _store;
    private readonly bool _isOwner;
    private readonly string[] _more;
    private WebApplication _server = null!;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    internal WebApplication App => _server;

    /// <summary>What the server was started with, but for its address.</summary>
    public string[] Settings => _store.Settings;

    public IServiceProvider Services => _server.Services;

    public Database Database => Services.GetRequiredService<Database>();

    public World()
        : this(TestStore.New(), isOwner: true, []) { }

    private World(TestStore store, bool isOwner, string[] more) => (_store, _isOwner, _more) = (store, isOwner, more);

    /// <summary>A world that is told more than where its store is, as <c>--Section:Key=value</c>; the caller starts and ends it.</summary>
    public static World With(params string[] settings) => new(TestStore.New(), isOwner: true, settings);

    public async ValueTask InitializeAsync()
    {
        await _store.Create();
        await Start();
    }

    private async Task Start()
    {
        _server = Server.Build([
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Warning",
            .. _store.Settings,
            .. _more,
        ]);
        await Server.Prepare(_server, default);
        await _server.StartAsync();
        var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Another node of the same installation; only where the store can have several.</summary>
    public async Task<World> SecondNode()
    {
        Assert.SkipUnless(TestStore.PostgresServer is not null, "Several nodes need PostgreSQL.");
        var node = new World(_store, isOwner: false, _more);
        await node.Start();

        return node;
    }

    /// <summary>The server stops and starts again on the same store, at another address: everybody needs a new device.</summary>
    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    private async Task Stop()
    {
        Http.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (_isOwner)
            await _store.Drop();
    }
}
