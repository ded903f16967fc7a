using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Valhalla.Governance.Load.Measurement;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>What a relay really adds to a round trip, measured by an echo through it.</summary>
/// <param name="P50Microseconds">The median.</param>
/// <param name="P99Microseconds">What 99 of 100 round trips did not exceed.</param>
internal sealed record RoundTrip(double P50Microseconds, double P99Microseconds)
{
    private const int Trips = 1_000;

    /// <summary>
    /// Finds the delay of each direction with which a round trip takes as much longer as is wanted: threads need time
    /// to wake, so it is a little less than half.
    /// </summary>
    public static (TimeSpan EachWay, RoundTrip Added) Calibrate(TimeSpan wanted)
    {
        var eachWay = wanted / 2;
        var added = MeasureAdded(eachWay);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var excess = TimeSpan.FromMicroseconds(added.P50Microseconds) - wanted;
            eachWay = TimeSpan.FromTicks(Math.Max(0, (eachWay - (excess / 2)).Ticks));
            added = MeasureAdded(eachWay);
        }

        return (eachWay, added);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"p50 {P50Microseconds / 1_000:F2}, p99 {P99Microseconds / 1_000:F2} ms");

    private static RoundTrip MeasureAdded(TimeSpan eachWay)
    {
        using var echo = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        echo.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        echo.Listen();
        new Thread(() => Echo(echo)) { IsBackground = true }.Start();
        var port = ((IPEndPoint)echo.LocalEndPoint!).Port;
        using var proxy = new DelayingProxy(port, eachWay);
        var direct = Measure(port);
        var through = Measure(proxy.Port);
        var median = direct.Microseconds(0.50);
        return new RoundTrip(through.Microseconds(0.50) - median, through.Microseconds(0.99) - median);
    }

    private static LatencyHistogram Measure(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        socket.NoDelay = true;
        var latencies = new LatencyHistogram();
        var buffer = new byte[64];
        var time = TimeProvider.System;
        for (var i = 0; i < Trips; i++)
        {
            var startedAt = time.GetTimestamp();
            socket.Send(buffer);
            socket.Receive(buffer);
            latencies.Record((long)time.GetElapsedTime(startedAt).TotalNanoseconds, 1);
        }

        return latencies;
    }

    private static void Echo(Socket listener)
    {
        var buffer = new byte[64];
        try
        {
            while (true)
            {
                using var socket = listener.Accept();
                socket.NoDelay = true;
                while (socket.Receive(buffer) is var length and > 0)
                {
                    socket.Send(buffer.AsSpan(0, length));
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Measured enough.
        }
    }
}
