using System.Globalization;

namespace Valhalla.Governance.Audit;

/// <summary>Checks a chain record by record, and the records that somebody outside knows on the way.</summary>
internal sealed class AuditChainWalk
{
    private readonly SortedDictionary<long, string> _known = [];

    // The record behind one that could not be read has nothing to be linked to.
    private bool _isLinkLost;

    // What was known of records that somebody wrote anew contradicts them, until the first that does not.
    private bool _isWrittenAnew;

    /// <summary>Starts before the first record.</summary>
    /// <param name="known">Records that somebody outside knows.</param>
    public AuditChainWalk(IEnumerable<AuditAnchor> known)
        : this(known, new AuditAnchor(0, AuditChain.GenesisHash))
    {
    }

    /// <summary>Starts behind a record that is trusted.</summary>
    /// <param name="known">Records that somebody outside knows.</param>
    /// <param name="start">The record before the first that is checked.</param>
    public AuditChainWalk(IEnumerable<AuditAnchor> known, AuditAnchor start)
    {
        Last = start;
        foreach (var anchor in known)
        {
            // Two that contradict each other cannot both be in the chain.
            if (!_known.TryAdd(anchor.Sequence, anchor.Hash)
                && !string.Equals(_known[anchor.Sequence], anchor.Hash, StringComparison.Ordinal))
            {
                Break ??= Contradiction(anchor.Sequence);
            }
        }
    }

    /// <summary>The last record that is right.</summary>
    public AuditAnchor Last { get; private set; }

    /// <summary>The first thing that is wrong, and that nobody has looked at.</summary>
    public AuditBreak? Break { get; private set; }

    /// <summary>The first thing that is wrong and that somebody has looked at: the walk went on behind it.</summary>
    public AuditBreak? PassedBreak { get; private set; }

    /// <summary>Which breaks somebody has looked at; none unless given.</summary>
    public Predicate<AuditBreak> IsPassed { get; init; } = static _ => false;

    /// <summary>Whether the record is the right one behind <see cref="Last"/>; nothing is looked at after a break.
    /// </summary>
    public bool Accept(AuditRecord record)
    {
        if (Break is null && (Check(record) is not { } found || Pass(found)))
        {
            Last = new AuditAnchor(record.Sequence, record.Hash);
            _isLinkLost = false;
        }

        return Break is null;
    }

    /// <summary>Says that the record behind <see cref="Last"/> cannot be read.</summary>
    public void Unreadable()
    {
        if (Break is null && Pass(new AuditBreak(
            Last.Sequence + 1,
            AuditBreakKind.Unreadable,
            Text($"Record {Last.Sequence + 1} holds what this library never writes."))))
        {
            Last = new AuditAnchor(Last.Sequence + 1, "");
            _isLinkLost = true;
        }
    }

    /// <summary>Says that there are no more records.</summary>
    public void End()
    {
        if (Break is null && _known.Count > 0 && _known.Keys.Last() > Last.Sequence)
        {
            Pass(new AuditBreak(
                Last.Sequence + 1,
                AuditBreakKind.Truncated,
                Text($"The chain ends at record {Last.Sequence}, and record {_known.Keys.Last()} is known.")));
        }
    }

    private bool Pass(AuditBreak found)
    {
        if (IsPassed(found))
        {
            PassedBreak ??= found;
            _isWrittenAnew |= found.Kind == AuditBreakKind.Checkpoint;
            return true;
        }

        Break = found;
        return false;
    }

    private AuditBreak? Check(AuditRecord record)
    {
        var expected = Last.Sequence + 1;
        if (record.Sequence != expected)
        {
            return new AuditBreak(
                expected, AuditBreakKind.Gap, Text($"Record {expected} is missing; {record.Sequence} comes next."));
        }

        if (!_isLinkLost && !string.Equals(record.PreviousHash, Last.Hash, StringComparison.Ordinal))
        {
            return new AuditBreak(
                expected, AuditBreakKind.Link, Text($"Record {expected} does not name the hash of the one before it."));
        }

        if (!AuditChain.IsCanonicalTime(record.OccurredAt)
            || !string.Equals(AuditChain.ComputeHash(record), record.Hash, StringComparison.Ordinal))
        {
            return new AuditBreak(
                expected, AuditBreakKind.Hash, Text($"The hash of record {expected} is not that of its content."));
        }

        if (!_known.TryGetValue(expected, out var hash))
        {
            return null;
        }

        var isOther = !string.Equals(hash, record.Hash, StringComparison.Ordinal);
        _isWrittenAnew &= isOther;
        return isOther && !_isWrittenAnew ? Contradiction(expected) : null;
    }

    private static AuditBreak Contradiction(long sequence) => new(
        sequence,
        AuditBreakKind.Checkpoint,
        Text($"Record {sequence} is not the one that is known: it, or one before it, was written anew."));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
