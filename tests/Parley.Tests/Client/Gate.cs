using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Parley.Tests.Client;

/// <summary>A way to the server that can be shut: as if the server were away, though it works on.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly int _port;
    private readonly ConcurrentBag<TcpClient> _open = [];
    private TcpListener _listener;

    public Gate(Uri server)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Accept(_listener);
    }

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public void Shut()
    {
        _listener.Stop();
        while (_open.TryTake(out var connection))
            connection.Dispose();
    }

    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _ = Accept(_listener);
    }

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true)
                _ = Carry(await listener.AcceptTcpClientAsync());
        }
        catch (Exception shut) when (shut is SocketException or ObjectDisposedException)
        {
            // The gate is shut.
        }
    }

    private async Task Carry(TcpClient client)
    {
        var server = new TcpClient();
        _open.Add(client);
        _open.Add(server);
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(server.GetStream()),
                server.GetStream().CopyToAsync(client.GetStream())
            );
        }
        catch (Exception lost)
            when (lost is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Either side may go at any time.
        }

        client.Dispose();
        server.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Shut();

        return ValueTask.CompletedTask;
    }
}
