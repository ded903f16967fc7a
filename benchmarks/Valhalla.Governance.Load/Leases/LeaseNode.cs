using Valhalla.Governance.Load.Measurement;

namespace Valhalla.Governance.Load.Leases;

/// <summary>A node with one batch in flight: whatever has queued up meanwhile is the next.</summary>
internal sealed class LeaseNode(
    int number, LeaseWorld world, LeaseStore store, LatencyHistogram latencies, bool usesLeases)
{
    private const int MaxBatch = 1_000;
    private const double Delayed = 0.000_2;

    private readonly Queue<Request> _queue = new();
    private long _incarnation;
    private bool _isBusy;

    // What the node believes: the amount it has not decided on, and the end by its own clock, which is up to 1 % slow.
    private long _fencing;
    private long _left;
    private double _until;

    public long Denied { get; private set; }

    public long DeniedWithRoom { get; private set; }

    public long Lost { get; private set; }

    public void Arrive(Request request)
    {
        _queue.Enqueue(request);
        Pump();
    }

    /// <summary>Loses what is queued, and the lease; what was sent may still be committed.</summary>
    public void Crash()
    {
        _incarnation++;
        Lost += _queue.Count;
        _queue.Clear();
        (_isBusy, _left, _until) = (false, 0, 0);
    }

    private void Pump()
    {
        if (_isBusy || _queue.Count == 0)
        {
            return;
        }

        _isBusy = true;
        var batch = new List<Request>(Math.Min(MaxBatch, _queue.Count));
        while (batch.Count < MaxBatch && _queue.TryDequeue(out var request))
        {
            batch.Add(request);
        }

        if (usesLeases)
        {
            SpendOrExchange(batch);
        }
        else
        {
            Send(() => Decide(batch));
        }
    }

    private void Decide(List<Request> batch)
    {
        var granted = new bool[batch.Count];
        var at = store.Decide(batch, granted);
        Answer(at, () => Complete(batch, granted));
    }

    private void SpendOrExchange(List<Request> batch)
    {
        var need = batch.Sum(request => request.Amount);
        if (world.Now < _until && need <= _left)
        {
            Spend(batch, new bool[batch.Count]);
            return;
        }

        Send(() =>
        {
            var (lease, at) = store.Exchange(number, need);
            Answer(at, () =>
            {
                (_fencing, _left) = (lease.Fencing, lease.Left);
                _until = world.Now + (LeaseStore.Duration * (0.98 + (0.03 * world.Random.NextDouble())));
                Spend(batch, new bool[batch.Count]);
            });
        });
    }

    private void Spend(List<Request> batch, bool[] granted)
    {
        var (amount, rows) = (0L, 0);
        for (var i = 0; i < batch.Count; i++)
        {
            granted[i] = batch[i].Amount <= _left;
            if (granted[i])
            {
                _left -= batch[i].Amount;
                amount += batch[i].Amount;
                rows++;
            }
        }

        if (rows == 0)
        {
            Complete(batch, granted);
            return;
        }

        // Now and then a node stops between its decision and its write for longer than the lease.
        var fencing = _fencing;
        Send(
            () =>
            {
                if (store.Spend(number, fencing, amount, rows) is { } at)
                {
                    Answer(at, () => Complete(batch, granted));
                }
                else
                {
                    Answer(world.Now, () => Exchange(batch));
                }
            },
            world.Random.NextDouble() < Delayed ? LeaseStore.Duration * 1.5 : 0);
    }

    private void Exchange(List<Request> batch)
    {
        (_left, _until) = (0, 0);
        SpendOrExchange(batch);
    }

    private void Complete(List<Request> batch, bool[] granted)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            latencies.Record((long)((world.Now - batch[i].At) * 1e9), 1);
            if (!granted[i])
            {
                Denied++;
                DeniedWithRoom += store.HasRoomFor(batch[i].Amount) ? 1 : 0;
            }
        }

        _isBusy = false;
        Pump();
    }

    private void Send(Action atStore, double pause = 0) =>
        world.At(world.Now + pause + (LeaseStore.RoundTrip / 2), atStore);

    private void Answer(double leavesAt, Action atNode)
    {
        var incarnation = _incarnation;
        world.At(leavesAt + (LeaseStore.RoundTrip / 2), () =>
        {
            if (incarnation == _incarnation)
            {
                atNode();
            }
        });
    }
}
