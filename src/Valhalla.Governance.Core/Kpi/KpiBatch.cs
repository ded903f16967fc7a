using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// What the writer has taken from the buffer for its next transactions. Its arrays are used again and again.
/// </summary>
/// <remarks>
/// Events of one request lie side by side and have the same owner: a <em>unit</em>, which is committed or refused as a
/// whole. An event nobody waits for is a unit of its own.
/// </remarks>
internal sealed class KpiBatch(int maxEvents)
{
    // A request of many is never split, so there is room for one beside the most that is taken otherwise.
    private readonly KpiEvent[] _events = new KpiEvent[Math.Max(maxEvents, KpiEventRules.MaxBatchEvents)];
    private readonly KpiRequest?[] _owners = new KpiRequest?[Math.Max(maxEvents, KpiEventRules.MaxBatchEvents)];
    private readonly long[] _ids = new long[Math.Max(maxEvents, KpiEventRules.MaxBatchEvents)];
    private int _used;
    private bool _isAwaited;

    public int Count { get; private set; }

    /// <summary>A request with an idempotency key: alone in its batch.</summary>
    public KpiBatchRequest? Keyed { get; private set; }

    public bool IsEmpty => Count == 0 && Keyed is null;

    /// <summary>When the oldest event was emitted, as a timestamp.</summary>
    public long OldestTimestamp { get; private set; }

    public ReadOnlyMemory<KpiEvent> Events(KpiRange range) => _events.AsMemory(range.Start, range.Length);

    public KpiRequest? OwnerOf(int index) => _owners[index];

    /// <summary>Takes from the buffer what fits into one transaction, in order.</summary>
    public void Fill(KpiBuffer buffer, KpiDoorbell doorbell, TimeProvider time, IStoreClock clock)
    {
        // One look at the clock dates them all: emitting costs one timestamp, not a second look at the wall clock.
        var now = clock.Now;
        var nowTimestamp = time.GetTimestamp();
        while (Keyed is null && buffer.HasNext && HasRoomFor(buffer.Next.Request))
        {
            ref readonly var entry = ref buffer.Next;
            var request = entry.Request;
            if (request is not { IsSettled: true })
            {
                if (IsEmpty)
                {
                    OldestTimestamp = entry.Timestamp;
                }

                Take(entry, request, now, time.GetElapsedTime(entry.Timestamp, nowTimestamp));
            }

            buffer.Skip();
            if (request is not null)
            {
                doorbell.OnRequestTaken();
            }
        }
    }

    /// <summary>Where to write the ids of a range; empty when nobody wants them.</summary>
    public Memory<long> IdsOf(KpiRange range) => _isAwaited ? _ids.AsMemory(range.Start, range.Length) : default;

    /// <summary>Cuts a range in two between units; false when it is one unit.</summary>
    public bool TrySplit(KpiRange range, out KpiRange left, out KpiRange right)
    {
        var middle = range.Start + (range.Length / 2);
        var cut = middle;
        while (cut > range.Start && IsInsideUnit(cut))
        {
            cut--;
        }

        if (cut == range.Start)
        {
            cut = Math.Max(middle, range.Start + 1);
            while (cut < range.End && IsInsideUnit(cut))
            {
                cut++;
            }
        }

        left = new KpiRange(range.Start, cut - range.Start);
        right = new KpiRange(cut, range.End - cut);
        return right.Length > 0;
    }

    /// <summary>Answers the owners of committed events.</summary>
    public void Complete(KpiRange range)
    {
        for (var i = range.Start; i < range.End; i++)
        {
            switch (_owners[i])
            {
                case KpiDurableRequest durable:
                    durable.Complete(_ids[i]);
                    break;
                case KpiBatchRequest many:
                    many.Complete(_ids.AsSpan(i, many.Events.Length).ToArray(), IdempotencyStatus.Fresh);
                    i += many.Events.Length - 1;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Answers whoever waits with a failure, and keeps the events nobody waits for, in order.</summary>
    /// <param name="ranges">What is not committed yet, in order.</param>
    /// <param name="exception">The failure.</param>
    /// <returns>What is left, as one range.</returns>
    public KpiRange FailRequests(IEnumerable<KpiRange> ranges, Exception exception)
    {
        var kept = 0;
        foreach (var range in ranges)
        {
            for (var i = range.Start; i < range.End; i++)
            {
                if (_owners[i] is { } owner)
                {
                    owner.Fail(exception);
                }
                else
                {
                    _events[kept] = _events[i];
                    _owners[kept++] = null;
                }
            }
        }

        Keyed?.Fail(exception);
        Count = kept;
        _isAwaited = false;
        return new KpiRange(0, kept);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _events.AsSpan(0, _used).Clear();
        _owners.AsSpan(0, _used).Clear();
        _used = 0;
        _isAwaited = false;
        Keyed = null;
        Count = 0;
    }

    private void Take(in KpiEntry entry, KpiRequest? request, DateTimeOffset now, TimeSpan sinceThen)
    {
        switch (request)
        {
            case KpiBatchRequest { Ticket: not null } keyed:
                Keyed = keyed;
                break;
            case KpiBatchRequest many:
                AddAll(many);
                break;
            default:
                Add(entry.ToEvent(now, sinceThen), request);
                break;
        }
    }

    private bool HasRoomFor(KpiRequest? request) => request switch
    {
        null or KpiDurableRequest => Count < maxEvents,
        KpiBatchRequest { Ticket: not null } => Count == 0,
        KpiBatchRequest many => Count == 0 || Count + many.Events.Length <= _events.Length,
        _ => true,
    };

    private void Add(in KpiEvent kpiEvent, KpiRequest? owner)
    {
        _events[Count] = kpiEvent;
        _owners[Count++] = owner;
        _used = Count;
        _isAwaited |= owner is not null;
    }

    private void AddAll(KpiBatchRequest request)
    {
        foreach (ref readonly var kpiEvent in request.Events.AsSpan())
        {
            Add(kpiEvent, request);
        }
    }

    private bool IsInsideUnit(int index) =>
        _owners[index] is KpiBatchRequest owner && ReferenceEquals(owner, _owners[index - 1]);
}
