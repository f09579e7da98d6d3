using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Admin;
using Parley.Audit;
using Parley.Commerce;
using Parley.Contact;
using Parley.Conversations;
using Parley.Demo;
using Parley.Events;
using Parley.Kernel;
using Parley.Live;
using Parley.Messages;
using Parley.Orders;
using Parley.Outbound;
using Parley.People;
using Parley.Search;
using Parley.Storage;

namespace Parley;

/// <summary>The server, folder by folder, in the order of who may know whom.</summary>
public static class Server
{
    /// <param name="args">Settings as <c>--Section:Key=value</c>.</param>
    /// <param name="replace">Puts stand-ins in the place of parts, for measuring what is left.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        // Without it, an unpublished run outside Development answers gzip clients with an empty 200.
        builder.WebHost.UseStaticWebAssets();
        if (IsBeingDescribed)
            builder.Configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.DataFolder)}"] = Path.Combine(
                Path.GetTempPath(),
                "parley-description"
            );
        // Each request would be three lines otherwise, on every terminal that tries the product.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Refusals too are exceptions to the hub's dispatcher; LiveProblems logs those that are failures.
        builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        AddFolders(builder.Services, builder.Configuration);
        if (IsBeingDescribed)
            builder.Services.RemoveAll<IHostedService>();
        replace?.Invoke(builder.Services);

        var server = builder.Build();
        MapFolders(server);

        return server;
    }

    /// <summary>The build's OpenAPI generator starts the host to read its routes; it must leave nothing behind.</summary>
    internal static bool IsBeingDescribed => Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>What must be true before the first request: the tables are there.</summary>
    public static async Task Prepare(WebApplication server, CancellationToken cancellationToken)
    {
        if (IsBeingDescribed)
            return;

        await server.Services.GetRequiredService<Migrator>().Run(cancellationToken);
        await server.Services.GetRequiredService<Installation>().Prepare(cancellationToken);
        await server.Services.GetRequiredService<SearchIndex>().Prepare(cancellationToken);
    }

    /// <summary>1 MiB: the longest message as escaped JSON is 60 kB, a pushed order with a thousand items 300 kB.</summary>
    private const int MaxBodyBytes = 1 << 20;

    private static void AddFolders(IServiceCollection services, IConfiguration configuration)
    {
        services.AddKernel();
        services.AddStorage(configuration);
        services.AddEvents();
        services.AddAudit();
        services.AddOutbound(configuration);
        services.AddPeople();
        services.AddCommerce();
        services.AddConversations();
        services.AddMessages(configuration);
        services.AddSearch();
        services.AddOrders();
        services.AddContact();
        services.AddLive();
        services.AddAdmin();
        services.AddDemo(configuration);
    }

    private static void MapFolders(WebApplication server)
    {
        server.UseProblems();
        server.UseAddressText();
        server.UseDemoSite();
        server.UseWebFiles();
        server.UsePeople();
        server.UseDemo();

        var api = server.MapGroup("/api/v1");
        api.MapPeople();
        api.MapCommerce();
        api.MapConversations();
        api.MapMessages();
        api.MapSearch();
        api.MapOrders();
        api.MapContact();
        api.MapTyping();
        api.MapAdmin();
        api.MapDemo();
        server.MapOpenApi("/openapi/{documentName}.json");
        server.MapHooks();
        server.MapStorage();
        server.MapLive();
    }
}
