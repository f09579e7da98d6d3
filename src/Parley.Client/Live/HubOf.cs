using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Client.Live;

/// <summary>Puts SignalR's client together with our own WebSocket.</summary>
internal static class HubOf
{
    public static HubConnection Build(ParleyClient client)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSockets(client));
        builder.Services.AddSingleton<EndPoint>(new DnsEndPoint(client.Server.Host, client.Server.Port));
        builder.AddJsonProtocol(json => json.PayloadSerializerOptions = ParleyClient.Json);
        var hub = builder.Build();
        hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
        hub.ServerTimeout = TimeSpan.FromSeconds(30);

        return hub;
    }
}
