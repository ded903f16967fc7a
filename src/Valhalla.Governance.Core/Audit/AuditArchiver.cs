using System.Text;

namespace Valhalla.Governance.Audit;

/// <summary>Writes and checks archives of audit records.</summary>
internal sealed class AuditArchiver(IAuditStore store)
{
    private const int PageSize = 500;

    public async ValueTask<AuditArchive> WriteAsync(
        Stream destination, long from, long? to, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(to ?? from, from, nameof(to));
        var check = new ArchiveCheck([], from);
        var after = from - 1;
        while (check.Break is null && after < (to ?? long.MaxValue))
        {
            var size = (int)Math.Min(PageSize, (to ?? long.MaxValue) - after);
            var page = await store.ReadAsync(after, size, cancellationToken).ConfigureAwait(false);
            foreach (var record in page)
            {
                if (!check.Accept(record))
                {
                    break;
                }

                await destination.WriteAsync(AuditArchiveLine.Write(record), cancellationToken).ConfigureAwait(false);
                await destination.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
                after = record.Sequence;
            }

            if (page.Count < size)
            {
                break;
            }
        }

        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return check.ToArchive();
    }

    public static async ValueTask<AuditArchive> VerifyAsync(
        Stream archive, IEnumerable<AuditAnchor> known, CancellationToken cancellationToken)
    {
        var check = new ArchiveCheck(known, from: null);
        using var reader = new StreamReader(
            archive, new UTF8Encoding(false, throwOnInvalidBytes: false), leaveOpen: true);
        while (check.Break is null
            && await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (AuditArchiveLine.TryRead(line) is { } record)
            {
                check.Accept(record);
            }
            else
            {
                check.Unreadable();
            }
        }

        return check.ToArchive();
    }

    /// <summary>The walk over a chain that begins somewhere: the first record says where.</summary>
    private sealed class ArchiveCheck(IEnumerable<AuditAnchor> known, long? from)
    {
        private readonly List<AuditAnchor> _known = [.. known];
        private AuditChainWalk? _walk;
        private AuditAnchor? _first;
        private string? _previousHash;
        private long _records;
        private AuditBreak? _unreadable;

        public AuditBreak? Break => _unreadable ?? _walk?.Break;

        public bool Accept(AuditRecord record)
        {
            if (_walk is null)
            {
                // What stands before the first record of the whole chain is known to everybody.
                var start = from ?? record.Sequence;
                _previousHash = start == 1 ? AuditChain.GenesisHash : record.PreviousHash;
                _walk = new AuditChainWalk(
                    [.. _known.Where(anchor => anchor.Sequence >= start)],
                    Before(start));
            }

            if (!_walk.Accept(record))
            {
                return false;
            }

            _first ??= _walk.Last;
            _records++;
            return true;
        }

        public void Unreadable() => _unreadable = new AuditBreak(
            (_walk?.Last.Sequence ?? 0) + 1, AuditBreakKind.Unreadable, "A line of the archive is no audit record.");

        public AuditArchive ToArchive()
        {
            // A record that is known and lies behind the archive's end was cut off.
            _walk?.End();
            return new AuditArchive(
                _first, _records == 0 ? null : _walk!.Last, _records, _previousHash, Break);
        }

        private AuditAnchor Before(long start)
        {
            var anchor = _known.Find(one => one.Sequence == start - 1);
            return anchor.Hash is null ? new AuditAnchor(start - 1, _previousHash!) : anchor;
        }
    }
}
