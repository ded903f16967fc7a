using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// A bounded first-in first-out ring of structs for many producers and one consumer. Nothing is allocated after
/// construction, and no lock is taken: a producer claims a place by one compare-and-swap.
/// </summary>
/// <remarks>
/// Each slot has a stamp: twice the lap while it is free for that lap, one more once it is filled. So zeroed memory is
/// an empty ring, and pages are only touched when the ring first fills that far.
/// </remarks>
internal sealed class KpiBuffer
{
    /// <summary>Set in the tail by <see cref="Close"/>, so that a claim and the closing cannot both succeed.</summary>
    private const long ClosedBit = 1L << 62;

    private readonly Slot[] _slots;
    private readonly int _mask;
    private readonly int _lapShift;
    private Ends _ends;

    /// <param name="capacity">At least 2; rounded up to a power of two.</param>
    public KpiBuffer(int capacity)
    {
        var size = checked((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, capacity)));
        _slots = new Slot[size];
        _mask = size - 1;
        _lapShift = BitOperations.Log2((uint)size);
    }

    public int Capacity => _slots.Length;

    public bool IsClosed => (Volatile.Read(ref _ends.Tail) & ClosedBit) != 0;

    /// <summary>How many entries are claimed and not yet taken; a momentary figure.</summary>
    public int Count
    {
        get
        {
            var head = Volatile.Read(ref _ends.Head);
            return (int)Math.Clamp((Volatile.Read(ref _ends.Tail) & ~ClosedBit) - head, 0, Capacity);
        }
    }

    /// <summary>Adds an entry at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KpiAdded TryAdd(in KpiEvent kpiEvent, long timestamp, KpiRequest? request)
    {
        while (true)
        {
            var tail = Volatile.Read(ref _ends.Tail);
            if ((tail & ClosedBit) != 0)
            {
                return KpiAdded.Closed;
            }

            ref var slot = ref _slots[(int)tail & _mask];
            var free = (tail >> _lapShift) << 1;
            var stamp = Volatile.Read(ref slot.Stamp);
            if (stamp == free)
            {
                if (Interlocked.CompareExchange(ref _ends.Tail, tail + 1, tail) == tail)
                {
                    slot.Event = kpiEvent;
                    slot.Timestamp = timestamp;
                    slot.Request = request;
                    Volatile.Write(ref slot.Stamp, free + 1);
                    return KpiAdded.Added;
                }
            }
            else if (stamp < free)
            {
                // The consumer has not taken what the last lap put here. Unless the tail is old news, that is "full".
                if (Volatile.Read(ref _ends.Tail) == tail)
                {
                    return KpiAdded.Full;
                }
            }
        }
    }

    /// <summary>Shows the next entry to the consumer; false when there is none, or its producer is still filling it.</summary>
    public bool TryPeek(out KpiRequest? request, out long timestamp)
    {
        var head = _ends.Head;
        ref var slot = ref _slots[(int)head & _mask];
        if (Volatile.Read(ref slot.Stamp) != ((head >> _lapShift) << 1) + 1)
        {
            request = null;
            timestamp = 0;
            return false;
        }

        request = slot.Request;
        timestamp = slot.Timestamp;
        return true;
    }

    /// <summary>Takes the entry that <see cref="TryPeek"/> has shown. Consumer only.</summary>
    public void Take(out KpiEvent kpiEvent)
    {
        var head = _ends.Head;
        ref var slot = ref _slots[(int)head & _mask];
        var filled = ((head >> _lapShift) << 1) + 1;
        Debug.Assert(slot.Stamp == filled, "Take follows a TryPeek that showed an entry.");
        kpiEvent = slot.Event;
        slot.Event = default;
        slot.Request = null;
        Volatile.Write(ref slot.Stamp, filled + 1);
        Volatile.Write(ref _ends.Head, head + 1);
    }

    /// <summary>Shows every request that waits in the ring, without taking it. Consumer only.</summary>
    public void VisitRequests(Action<KpiRequest> visit)
    {
        var tail = Volatile.Read(ref _ends.Tail) & ~ClosedBit;
        for (var position = _ends.Head; position < tail; position++)
        {
            ref var slot = ref _slots[(int)position & _mask];
            if (Volatile.Read(ref slot.Stamp) == ((position >> _lapShift) << 1) + 1 && slot.Request is { } request)
            {
                visit(request);
            }
        }
    }

    /// <summary>The time of the oldest entry, racily; null when there is none.</summary>
    public long? OldestTimestamp()
    {
        var head = Volatile.Read(ref _ends.Head);
        ref var slot = ref _slots[(int)head & _mask];
        var timestamp = Volatile.Read(ref slot.Timestamp);
        return Volatile.Read(ref slot.Stamp) == ((head >> _lapShift) << 1) + 1 ? timestamp : null;
    }

    /// <summary>Refuses further entries. What was claimed before is still filled and may be taken.</summary>
    public void Close() => Interlocked.Or(ref _ends.Tail, ClosedBit);

    private struct Slot
    {
        public long Stamp;
        public long Timestamp;
        public KpiRequest? Request;
        public KpiEvent Event;
    }

    /// <summary>Producers write the tail, the consumer the head: on cache lines of their own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 3 * 128)]
    private struct Ends
    {
        [FieldOffset(128)]
        public long Tail;

        [FieldOffset(256)]
        public long Head;
    }
}
