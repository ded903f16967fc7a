namespace Valhalla.Governance.Benchmarks.Kpi;

/// <summary>
/// Runs the same work on the calling thread and, for two producers, on another thread at the same time.
/// </summary>
internal sealed class Producers : IDisposable
{
    private readonly Barrier? _barrier;
    private volatile Action? _work;

    public Producers(int count)
    {
        if (count > 1)
        {
            _barrier = new Barrier(count);
            for (var i = 1; i < count; i++)
            {
                new Thread(Serve) { IsBackground = true }.Start();
            }
        }
    }

    public void Run(Action work)
    {
        _work = work;
        _barrier?.SignalAndWait();
        work();
        _barrier?.SignalAndWait();
    }

    public void Dispose()
    {
        _work = null;
        _barrier?.SignalAndWait();
        _barrier?.Dispose();
    }

    private void Serve()
    {
        while (true)
        {
            _barrier!.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            work();
            _barrier.SignalAndWait();
        }
    }
}
