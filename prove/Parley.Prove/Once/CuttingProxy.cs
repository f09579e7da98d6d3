using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Prove.Once;

/// <summary>
/// A TCP proxy that loses answers. A connection whose requests carry a marked text is cut the moment the server's answer, which
/// names the text too, arrives here: the server has committed, and the client never hears of it.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private int _cuts;

    public CuttingProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = Accept();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Answers that were lost so far.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Decides which answers are lost, by their text; asked for every piece that the server sends.</summary>
    public Func<string, bool> Loses { get; set; } = _ => false;

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Carry(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The proof is over.
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
            try
            {
                await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
                client.NoDelay = server.NoDelay = true;
                var up = client.GetStream().CopyToAsync(server.GetStream(), _stop.Token);
                await Task.WhenAny(up, Down(server, client));
                // A reset, not a farewell: that is how connections die.
                client.LingerState = server.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException)
            {
                // Either side may go at any time.
            }
    }

    private async Task Down(TcpClient server, TcpClient client)
    {
        var buffer = new byte[64 << 10];
        while (await server.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            if (Loses(Encoding.UTF8.GetString(buffer, 0, read)))
            {
                Interlocked.Increment(ref _cuts);
                return;
            }

            await client.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }
}
