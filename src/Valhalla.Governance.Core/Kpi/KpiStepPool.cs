namespace Valhalla.Governance.Kpi;

/// <summary>
/// Keeps steps for the next use: a few for each thread, because even one interlocked operation would cost as much as
/// reading the clock. A step that ends on another thread stays there; one that finds no place is left to the collector.
/// </summary>
internal sealed class KpiStepPool : IDisposable
{
    /// <summary>Steps are rarely nested deeper.</summary>
    public const int StepsPerThread = 8;

    private readonly ThreadLocal<Shelf> _shelves = new(static () => new Shelf());

    public KpiTimedStep? TryRent()
    {
        var shelf = _shelves.Value!;
        if (shelf.Count == 0)
        {
            return null;
        }

        // The place keeps its reference: emptying it would cost a write barrier, and the step lives on anyway.
        return shelf.Steps[--shelf.Count];
    }

    public void Return(KpiTimedStep step)
    {
        var shelf = _shelves.Value!;
        if (shelf.Count < StepsPerThread)
        {
            ref var place = ref shelf.Steps[shelf.Count++];
            if (!ReferenceEquals(place, step))
            {
                place = step;
            }
        }
    }

    public void Dispose() => _shelves.Dispose();

    private sealed class Shelf
    {
        public readonly KpiTimedStep[] Steps = new KpiTimedStep[StepsPerThread];
        public int Count;
    }
}
