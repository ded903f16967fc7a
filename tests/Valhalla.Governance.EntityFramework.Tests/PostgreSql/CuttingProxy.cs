using System.Net;
using System.Net.Sockets;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>
/// A relay to a server that can swallow the answer to a commit: it forwards the request, waits for the server's
/// answer, and closes both ends instead of passing it on.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private int _cutsLeft;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts { get; private set; }

    /// <summary>
    /// Swallows the answer to the next request that holds this text. A statement ends with a zero byte: a transaction
    /// begins with "READ COMMITTED".
    /// </summary>
    public string CutAfter { get; init; } = "COMMIT\0";

    public void CutNext() => Volatile.Write(ref _cutsLeft, 1);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = RelayAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The proxy was disposed.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort);
            var swallow = new TaskCompletionSource();
            await Task.WhenAny(
                ToServerAsync(client.GetStream(), server.GetStream(), swallow),
                ToClientAsync(server.GetStream(), client.GetStream(), swallow));
        }
    }

    private async Task ToServerAsync(NetworkStream client, NetworkStream server, TaskCompletionSource swallow)
    {
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await client.ReadAsync(buffer)) > 0)
        {
            if (buffer.AsSpan(0, read).IndexOf(System.Text.Encoding.ASCII.GetBytes(CutAfter)) >= 0
                && Interlocked.Exchange(ref _cutsLeft, 0) == 1)
            {
                swallow.SetResult();
            }

            await server.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private async Task ToClientAsync(NetworkStream server, NetworkStream client, TaskCompletionSource swallow)
    {
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await server.ReadAsync(buffer)) > 0)
        {
            if (swallow.Task.IsCompleted)
            {
                Cuts++;
                return;
            }

            await client.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
