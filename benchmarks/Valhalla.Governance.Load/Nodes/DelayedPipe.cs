using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>
/// One direction of a connection. One thread stamps what arrives, another one sends it when it is due, so that pieces
/// are delayed side by side and never one after the other.
/// </summary>
internal sealed class DelayedPipe
{
    private const int PieceBytes = 1 << 16;
    private readonly Socket _from;
    private readonly Socket _to;
    private readonly DelayingProxy _proxy;
    private readonly BlockingCollection<(long DueAt, byte[] Bytes)> _pieces = [];

    public DelayedPipe(Socket from, Socket to, DelayingProxy proxy)
    {
        _from = from;
        _to = to;
        _proxy = proxy;
    }

    public void Start()
    {
        new Thread(Receive) { IsBackground = true, Name = "delay, in" }.Start();
        new Thread(Send) { IsBackground = true, Name = "delay, out" }.Start();
    }

    private void Receive()
    {
        PreciseSleep.PrepareThread();
        var buffer = new byte[PieceBytes];
        try
        {
            while (_from.Receive(buffer) is var length and > 0)
            {
                if (!_proxy.IsDead)
                {
                    _pieces.Add((_proxy.DueAt(), buffer[..length]));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The connection broke, which the other end has to see like an end.
        }

        _pieces.CompleteAdding();
    }

    private void Send()
    {
        PreciseSleep.PrepareThread();
        try
        {
            foreach (var (dueAt, bytes) in _pieces.GetConsumingEnumerable())
            {
                PreciseSleep.Until(dueAt, TimeProvider.System);
                for (var sent = 0; sent < bytes.Length;)
                {
                    sent += _to.Send(bytes.AsSpan(sent));
                }
            }

            _to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            _from.Dispose();
        }
    }
}
