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
    private WebApplication _server = null!;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    internal WebApplication App => _server;

    /// <summary>What the server was started with, but for its address.</summary>
    public string[] Settings => _store.Settings;

    /// <summary>The same as options of the command line's verbs.</summary>
    public IEnumerable<string> Options =>
        Settings.Select(setting =>
            setting
                .Replace("--Storage:DataFolder=", "--data=", StringComparison.Ordinal)
                .Replace("--Storage:Postgres=", "--postgres=", StringComparison.Ordinal)
        );

    /// <summary>Where the server keeps its files.</summary>
    public string DataFolder =>
        Settings.Single(setting => setting.StartsWith("--Storage:DataFolder=", StringComparison.Ordinal))[
            "--Storage:DataFolder=".Length..
        ];

    public IServiceProvider Services => _server.Services;

    public Database Database => Services.GetRequiredService<Database>();

    /// <summary>Puts stand-ins in the place of parts of the server, or adds some.</summary>
    public Action<IServiceCollection>? Replace { get; set; }

    /// <summary>Further settings, as <c>--Section:Key=value</c>.</summary>
    public string[] With { get; init; } = [];

    public World()
        : this(TestStore.New(), isOwner: true) { }

    private World(TestStore store, bool isOwner) => (_store, _isOwner) = (store, isOwner);

    public async ValueTask InitializeAsync()
    {
        await _store.Create();
        await Start();
    }

    private async Task Start()
    {
        _server = Server.Build(
            ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. _store.Settings, .. With],
            Replace
        );
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
        var node = new World(_store, isOwner: false) { Replace = Replace, With = With };
        await node.Start();

        return node;
    }

    /// <summary>Stops the server and starts it again on what it stored, at another address: everybody needs a new device.</summary>
    /// <param name="meanwhile">What happens while it is stopped.</param>
    public async Task Restart(Action? meanwhile = null)
    {
        await Stop();
        meanwhile?.Invoke();
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
