using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>
/// A relay on loopback that delays every piece in both directions, as a network to a server elsewhere would. It stands
/// in for <c>tc netem</c>, which not every kernel has.
/// </summary>
internal sealed class DelayingProxy : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly int _port;
    private readonly long _delay;
    private readonly ConcurrentBag<Socket> _sockets = [];
    private volatile bool _isDead;

    /// <param name="port">Where the server listens.</param>
    /// <param name="eachWay">The delay of each direction.</param>
    public DelayingProxy(int port, TimeSpan eachWay)
    {
        _port = port;
        _delay = (long)(eachWay.TotalSeconds * TimeProvider.System.TimestampFrequency);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true, Name = "delay, accept" }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>True while what arrives is swallowed: connections stay open and nothing comes, as if cut off.</summary>
    public bool IsDead
    {
        get => _isDead;
        set => _isDead = value;
    }

    /// <summary>Ends being cut off: the connections that lost pieces break, and new ones work.</summary>
    public void Revive()
    {
        if (IsDead)
        {
            IsDead = false;
            while (_sockets.TryTake(out var socket))
            {
                socket.Dispose();
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>When a piece that has arrived now is to be sent.</summary>
    internal long DueAt() => TimeProvider.System.GetTimestamp() + _delay;

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.Accept();
                var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                server.Connect(IPAddress.Loopback, _port);
                client.NoDelay = server.NoDelay = true;
                _sockets.Add(client);
                _sockets.Add(server);
                new DelayedPipe(client, server, this).Start();
                new DelayedPipe(server, client, this).Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed, or the server is gone: nobody connects any more.
        }
    }
}
