namespace Valhalla.Governance.Load.Leases;

/// <summary>The one primary: a row with the cap, and a processor that writes rows. Times are in seconds.</summary>
/// <remarks>
/// Flush, round trip and row cost are the order of what the load program measures on one machine; what matters is the
/// comparison of the two ways under the same figures.
/// </remarks>
internal sealed class LeaseStore(LeaseWorld world, long cap, int nodes, bool unfenced)
{
    public const double RoundTrip = 0.000_6;
    public const double Duration = 2;
    private const double Flush = 0.000_25;
    private const double Row = 0.000_005;

    // Granted, and held by live leases that have not spent it.
    private readonly Dictionary<int, Lease> _leases = [];
    private double _rowFreeAt;
    private double _processorFreeAt;
    private long _held;
    private long _fencing;

    public long Granted { get; private set; }

    public long RowTransactions { get; private set; }

    public long Fenced { get; private set; }

    public bool HasRoomFor(long amount) => Granted + amount <= cap;

    /// <summary>Decides a batch under the row's lock, which is held until the commit.</summary>
    /// <returns>When the answer leaves.</returns>
    public double Decide(IReadOnlyList<Request> batch, bool[] granted)
    {
        RowTransactions++;
        for (var i = 0; i < batch.Count; i++)
        {
            granted[i] = HasRoomFor(batch[i].Amount);
            Granted += granted[i] ? batch[i].Amount : 0;
        }

        Check();
        return _rowFreeAt = Math.Max(world.Now, _rowFreeAt) + Flush + (batch.Count * Row);
    }

    /// <summary>Takes back what a node has left and gives it a new lease, under the row's lock.</summary>
    public (Lease Lease, double At) Exchange(int node, long need)
    {
        RowTransactions++;
        TakeBack(node);
        var free = cap - Granted - _held;
        var amount = Math.Min(free, Math.Max(need, free / (2 * nodes)));
        var lease = new Lease(++_fencing, amount, world.Now + Duration);
        _leases[node] = lease;
        _held += amount;
        Check();
        world.At(lease.ExpiresAt, () => Expire(node, lease.Fencing));
        return (lease, _rowFreeAt = Math.Max(world.Now, _rowFreeAt) + Flush);
    }

    /// <summary>Commits what a node has decided under a lease; null when the lease is not its own any more.</summary>
    /// <returns>When the answer leaves.</returns>
    public double? Spend(int node, long fencing, long amount, int rows)
    {
        var isLive = _leases.TryGetValue(node, out var lease) && lease.Fencing == fencing && lease.Left >= amount;
        if (isLive)
        {
            lease!.Left -= amount;
            _held -= amount;
        }
        else if (!unfenced)
        {
            Fenced++;
            return null;
        }

        Granted += amount;
        Check();
        _processorFreeAt = Math.Max(world.Now, _processorFreeAt) + (rows * Row);
        return _processorFreeAt + Flush;
    }

    private void Expire(int node, long fencing)
    {
        if (_leases.TryGetValue(node, out var lease) && lease.Fencing == fencing)
        {
            TakeBack(node);
        }
    }

    private void TakeBack(int node)
    {
        if (_leases.Remove(node, out var lease))
        {
            _held -= lease.Left;
        }
    }

    private void Check()
    {
        if (Granted + _held > cap || _held < 0)
        {
            throw new InvalidOperationException(
                $"The cap was passed at {world.Now:N3} s: {Granted} granted and {_held} held of {cap}.");
        }
    }
}
