using System.Net;
using System.Net.Sockets;
using Parley.Client;
using Parley.Client.Live;

namespace Parley.Tests.Client;

public sealed class SecureClientTests
{
    /// <summary>RFC 8446 §5.1: the first byte of a TLS connection is that of a handshake record.</summary>
    private const byte TlsHandshake = 22;

    [Theory]
    [InlineData("https", TlsHandshake)]
    [InlineData("http", (byte)'G')]
    [Covers("S0-96")]
    public async Task Under_https_the_live_connection_says_nothing_in_the_clear(string scheme, byte expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using var client = new ParleyClient(server) { Cookie = "parley=secret" };
        await using var live = new LiveConnection(client, Devices.Quick);

        var starting = live.Start();
        using var accepted = await listener.AcceptTcpClientAsync().WaitAsync(Devices.Patience);
        var first = new byte[1];
        await accepted.GetStream().ReadExactlyAsync(first).AsTask().WaitAsync(Devices.Patience);

        Assert.Equal(expected, first[0]);
        Assert.False(starting.IsCompleted);
    }
}
