namespace Valhalla.Governance.Load.Measurement;

/// <summary>Lets a number of callers loose on a path for a while.</summary>
internal static class Crowd
{
    private static readonly TimeSpan UsualWarmUp = TimeSpan.FromMilliseconds(500);

    public static async Task<Sample> RunAsync(
        ILoadPath path, int callers, TimeSpan duration, TimeSpan? warmUp = null)
    {
        var time = TimeProvider.System;
        var crowd = Enumerable.Range(0, callers).Select(index => new Caller(index, time)).ToArray();
        var running = Array.ConvertAll(crowd, caller => Task.Run(() => path.RunCallerAsync(caller)));
        await Task.WhenAny(Task.Delay(warmUp ?? UsualWarmUp, time), Task.WhenAny(running));

        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var startedAt = time.GetTimestamp();
        Array.ForEach(crowd, caller => caller.StartMeasuring());

        // A caller only ends by itself when it fails; then the rest need not go on.
        await Task.WhenAny(Task.Delay(duration, time), Task.WhenAny(running));
        Array.ForEach(crowd, caller => caller.Stop());
        var elapsed = time.GetElapsedTime(startedAt);
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        await Task.WhenAll(running);

        var latencies = new LatencyHistogram();
        Array.ForEach(crowd, caller => latencies.Add(caller.Latencies));
        var error = await path.FindErrorAsync(crowd.Sum(caller => caller.Granted), crowd.Sum(caller => caller.Denied));
        var count = Math.Max(1, latencies.Count);
        return new Sample(
            path.Name,
            callers,
            latencies.Count / elapsed.TotalSeconds,
            latencies.Microseconds(0.50),
            latencies.Microseconds(0.99),
            (double)allocated / count,
            cpu.TotalMicroseconds / count,
            error);
    }
}
