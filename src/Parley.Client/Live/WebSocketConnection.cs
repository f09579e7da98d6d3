using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.Client.Live;

/// <summary>Opens the WebSocket under SignalR, with no negotiation and so no sticky sessions.</summary>
internal sealed class WebSockets(ParleyClient client) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken = default
    )
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        client.Authorize(socket.Options.SetRequestHeader);
        var address = new UriBuilder(new Uri(client.Server, "/live"))
        {
            Scheme = client.Server.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
        };
        try
        {
            await socket.ConnectAsync(address.Uri, cancellationToken);
        }
        catch (WebSocketException) when (socket.HttpStatusCode == HttpStatusCode.Unauthorized)
        {
            socket.Dispose();
            throw new ParleyProblemException(HttpStatusCode.Unauthorized, "unauthenticated", "The session is over.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new WebSocketConnection(socket);
    }
}

/// <summary>A WebSocket as the two pipes that SignalR wants.</summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private readonly WebSocket _socket;
    private readonly Pipe _in = new();
    private readonly Pipe _out = new();

    public WebSocketConnection(WebSocket socket)
    {
        _socket = socket;
        Transport = new Duplex(_in.Reader, _out.Writer);
        _ = Receive();
        _ = Send();
    }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString();

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    private async Task Receive()
    {
        Exception? failure = null;
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(_in.Writer.GetMemory(4096), default);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                _in.Writer.Advance(received.Count);
                if ((await _in.Writer.FlushAsync()).IsCompleted)
                    break;
            }
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            failure = lost;
        }

        await _in.Writer.CompleteAsync(failure);
    }

    private async Task Send()
    {
        try
        {
            while (true)
            {
                var read = await _out.Reader.ReadAsync();
                foreach (var segment in read.Buffer)
                    await _socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: true, default);
                _out.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            // The reading side tells of it.
        }

        await _out.Reader.CompleteAsync();
    }

    private static bool IsLoss(Exception failure) =>
        failure is WebSocketException or IOException or OperationCanceledException or InvalidOperationException;

    public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

    public override async ValueTask DisposeAsync()
    {
        await _out.Writer.CompleteAsync();
        await _in.Reader.CompleteAsync();
        _socket.Abort();
        _socket.Dispose();
        await base.DisposeAsync();
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
