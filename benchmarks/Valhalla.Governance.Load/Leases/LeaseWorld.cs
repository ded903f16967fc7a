namespace Valhalla.Governance.Load.Leases;

/// <summary>
/// A clock that jumps from event to event. Deterministic: equal times keep the order in which they came.
/// </summary>
internal sealed class LeaseWorld(int seed)
{
    private readonly PriorityQueue<Action, (double Time, long Place)> _events = new();
    private long _places;

    public Random Random { get; } = new(seed);

    /// <summary>Seconds since the start.</summary>
    public double Now { get; private set; }

    public void At(double time, Action action) => _events.Enqueue(action, (time, _places++));

    public double Exponential(double mean) => -mean * Math.Log(1 - Random.NextDouble());

    public void RunUntil(double end)
    {
        while (_events.TryDequeue(out var action, out var key) && key.Time <= end)
        {
            Now = key.Time;
            action();
        }
    }
}
