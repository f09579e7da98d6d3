using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;

namespace Parley.Live;

public static class LiveModule
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services
            .AddSignalR(hub =>
            {
                hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
                hub.HandshakeTimeout = TimeSpan.FromSeconds(15);
                // The longest message in JSON escapes is 60 kB.
                hub.MaximumReceiveMessageSize = 128 << 10;
                // The default of 1 would hold each message until the one before is on disk.
                hub.MaximumParallelInvocationsPerClient = 32;
                hub.AddFilter<LiveProblems>();
            })
            .AddJsonProtocol(json => KernelModule.Configure(json.PayloadSerializerOptions));
        // Else each call makes one anew.
        services.AddSingleton<LiveProblems>();
        services.AddSingleton<LiveSockets>();
        services.AddSingleton<ShowPresence>();
        services.AddSingleton<IPresence>(provider => provider.GetRequiredService<ShowPresence>());
        services.AddSingleton<HubLifetimeManager<LiveHub>, LiveConnections>();
        services.AddSingleton<LiveAudience>();
        services.AddSingleton<Typing>();
        services.AddHostedService(provider => provider.GetRequiredService<Typing>());
        services.AddSingleton<ShowMessage>();
        services.AddSingleton<IShowCommitted>(provider => provider.GetRequiredService<ShowMessage>());
        services.AddHostedService(provider => provider.GetRequiredService<ShowMessage>());
        services.AddSingleton<ShowInbox>();
        services.AddSingleton<IShowInbox>(provider => provider.GetRequiredService<ShowInbox>());
        services.AddHostedService(provider => provider.GetRequiredService<ShowInbox>());
        services.AddSingleton<ShowCursors>();
        services.AddSingleton<IShowCursors>(provider => provider.GetRequiredService<ShowCursors>());
        services.AddHostedService(provider => provider.GetRequiredService<ShowCursors>());
        services.AddHostedService(provider => provider.GetRequiredService<ShowPresence>());
        services.AddHostedService<LiveAccess>();

        return services;
    }

    public static void MapLive(this IEndpointRouteBuilder routes) =>
        routes.MapHub<LiveHub>("/live", options => options.Transports = HttpTransportType.WebSockets);
}
