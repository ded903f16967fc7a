using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// A bounded first-in first-out ring of structs for many producers and one consumer. Nothing is allocated after the
/// first claim, and no lock is taken: a producer claims a place by one compare-and-swap.
/// </summary>
/// <remarks>
/// Each slot has a stamp: twice the lap while it is free for that lap, one more once it is filled. So zeroed memory is
/// an empty ring, and pages are only touched when the ring first fills that far. A host that measures nothing has no
/// ring.
/// </remarks>
internal sealed class KpiBuffer
{
    /// <summary>Set in the tail by <see cref="Close"/>, so that a claim and the closing cannot both succeed.</summary>
    private const long ClosedBit = 1L << 62;

    private readonly int _size;
    private readonly int _mask;
    private readonly int _lapShift;
    private Slot[]? _slots;
    private Ends _ends;

    /// <param name="capacity">At least 2; rounded up to a power of two.</param>
    public KpiBuffer(int capacity)
    {
        _size = checked((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, capacity)));
        _mask = _size - 1;
        _lapShift = BitOperations.Log2((uint)_size);
    }

    public int Capacity => _size;

    public bool IsClosed => (Volatile.Read(ref _ends.Tail) & ClosedBit) != 0;

    /// <summary>The place that the next entry gets.</summary>
    public long Tail => Volatile.Read(ref _ends.Tail) & ~ClosedBit;

    /// <summary>The place of the next entry to take.</summary>
    public long Head => Volatile.Read(ref _ends.Head);

    /// <summary>How many entries are claimed and not yet taken; a momentary figure.</summary>
    public int Count
    {
        get
        {
            var head = Volatile.Read(ref _ends.Head);
            return (int)Math.Clamp((Volatile.Read(ref _ends.Tail) & ~ClosedBit) - head, 0, Capacity);
        }
    }

    /// <summary>Claims the next place. It must be filled and published at once: the consumer stops before it.</summary>
    /// <param name="position">The place, for <see cref="EntryAt"/> and <see cref="Publish"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KpiAdded TryClaim(out long position)
    {
        var slots = _slots ?? Allocate();
        while (true)
        {
            var tail = Volatile.Read(ref _ends.Tail);
            position = tail;
            if ((tail & ClosedBit) != 0)
            {
                return KpiAdded.Closed;
            }

            var free = (tail >> _lapShift) << 1;
            var stamp = Volatile.Read(ref slots[(int)tail & _mask].Stamp);
            if (stamp == free)
            {
                if (Interlocked.CompareExchange(ref _ends.Tail, tail + 1, tail) == tail)
                {
                    return KpiAdded.Added;
                }
            }
            else if (stamp < free && Volatile.Read(ref _ends.Tail) == tail)
            {
                // The consumer has not taken what the last lap put here, and the tail is no old news: it is full.
                return KpiAdded.Full;
            }
        }
    }

    /// <summary>The entry at a claimed place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref KpiEntry EntryAt(long position) => ref _slots![(int)position & _mask].Entry;

    /// <summary>Hands a filled place to the consumer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long position) =>
        Volatile.Write(ref _slots![(int)position & _mask].Stamp, ((position >> _lapShift) << 1) + 1);

    /// <summary>Adds an event at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KpiAdded TryAdd(in KpiEvent kpiEvent, string? correlationId, long timestamp, KpiRequest? request)
    {
        var claimed = TryClaim(out var position);
        if (claimed == KpiAdded.Added)
        {
            EntryAt(position).Set(kpiEvent, correlationId, timestamp, request);
            Publish(position);
        }

        return claimed;
    }

    /// <summary>Whether the next entry is filled. Consumer only.</summary>
    public bool HasNext =>
        _slots is { } slots
        && Volatile.Read(ref slots[(int)_ends.Head & _mask].Stamp) == ((_ends.Head >> _lapShift) << 1) + 1;

    /// <summary>The next entry, when <see cref="HasNext"/>. Consumer only.</summary>
    public ref readonly KpiEntry Next => ref _slots![(int)_ends.Head & _mask].Entry;

    /// <summary>Frees the place of the next entry. Consumer only.</summary>
    public void Skip()
    {
        var head = _ends.Head;
        ref var slot = ref _slots![(int)head & _mask];
        var filled = ((head >> _lapShift) << 1) + 1;
        Debug.Assert(slot.Stamp == filled, "Only a filled place is freed.");
        slot.Entry = default;
        Volatile.Write(ref slot.Stamp, filled + 1);
        Volatile.Write(ref _ends.Head, head + 1);
    }

    /// <summary>Shows every request that waits in the ring, without taking it. Consumer only.</summary>
    public void VisitRequests(Action<KpiRequest> visit)
    {
        var tail = Volatile.Read(ref _ends.Tail) & ~ClosedBit;
        for (var position = _ends.Head; position < tail; position++)
        {
            ref var slot = ref _slots![(int)position & _mask];
            if (Volatile.Read(ref slot.Stamp) == ((position >> _lapShift) << 1) + 1
                && slot.Entry.Request is { } request)
            {
                visit(request);
            }
        }
    }

    /// <summary>The time of the oldest entry, racily; null when there is none.</summary>
    public long? OldestTimestamp()
    {
        if (_slots is not { } slots)
        {
            return null;
        }

        var head = Volatile.Read(ref _ends.Head);
        ref var slot = ref slots[(int)head & _mask];
        var timestamp = slot.Entry.Timestamp;
        return Volatile.Read(ref slot.Stamp) == ((head >> _lapShift) << 1) + 1 ? timestamp : null;
    }

    /// <summary>Refuses further entries. What was claimed before is still filled and may be taken.</summary>
    public void Close() => Interlocked.Or(ref _ends.Tail, ClosedBit);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Slot[] Allocate()
    {
        var slots = new Slot[_size];
        return Interlocked.CompareExchange(ref _slots, slots, null) ?? slots;
    }

    private struct Slot
    {
        public long Stamp;
        public KpiEntry Entry;
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
