using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Core.Tests.Audit;

/// <summary>Random tampering with a chain of real records: none is missed.</summary>
public sealed class AuditTamperingTests
{
    private const int Tamperings = 2_000;
    private const int Records = 30;

    [Fact]
    public async Task Verify_AfterRandomTampering_FindsEachAndItsPlace()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(Records);
        var original = await host.RecordsAsync();
        Assert.Equal(Records, original.Count);
        await host.Trail.ExportCheckpointAsync();
        Assert.True((await VerifyAsync(original)).IsIntact);

        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var kinds = new HashSet<AuditBreakKind>();
        for (var i = 0; i < Tamperings; i++)
        {
            var (tampered, first, what) = Tamper(original, random);

            var result = await VerifyAsync(tampered);

            Assert.True(result.Break is not null, $"seed {seed}, tampering {i}: {what} at {first} was not found");
            // The first broken record is the tampered one, or the next one, whose link does not fit.
            Assert.True(
                result.Break.Kind is AuditBreakKind.Checkpoint || result.Break.Sequence == first,
                $"seed {seed}, tampering {i}: {what} at {first} was found at {result.Break.Sequence}");
            kinds.Add(result.Break.Kind);
        }

        Assert.Equal(
            [
                AuditBreakKind.Gap, AuditBreakKind.Link, AuditBreakKind.Hash, AuditBreakKind.Checkpoint,
                AuditBreakKind.Truncated,
            ],
            kinds.Order());

        // A host of its own, which has the same checkpoint file and key, over the tampered records.
        async Task<AuditVerification> VerifyAsync(IReadOnlyList<AuditRecord> records)
        {
            await using var other = new AuditHost(new ListedAuditStore(records), host.CheckpointPath);
            return await other.Trail.VerifyAsync([]);
        }
    }

    private static (IReadOnlyList<AuditRecord> Records, long First, string What) Tamper(
        IReadOnlyList<AuditRecord> original, Random random)
    {
        List<AuditRecord> records = [.. original];
        var i = random.Next(records.Count);
        switch (random.Next(6))
        {
            case 0:
                var (edited, field) = Edit(records[i], random);
                records[i] = edited;
                return (records, i + 1, "edit of " + field);
            case 1:
                var removed = random.Next(records.Count - 1);
                records.RemoveAt(removed);
                return (records, removed + 1, "delete");
            case 2:
                var j = (i + 1 + random.Next(records.Count - 1)) % records.Count;
                (records[i], records[j]) = (
                    records[j] with { Sequence = records[i].Sequence },
                    records[i] with { Sequence = records[j].Sequence });
                return (records, Math.Min(i, j) + 1, "swap");
            case 3:
                records.RemoveRange(i, records.Count - i);
                return (records, i + 1, "truncate");
            case 4:
                // The hash of the edited record is made right, and no other.
                var alone = EditContent(records[i], random);
                records[i] = alone with { Hash = AuditChain.ComputeHash(alone) };
                return (records, i == records.Count - 1 ? i + 1 : i + 2, "edit with a new hash");
            default:
                Rehash(records, i, random);
                return (records, records.Count, "new suffix");
        }
    }

    private static void Rehash(List<AuditRecord> records, int from, Random random)
    {
        records[from] = EditContent(records[from], random);
        for (var i = from; i < records.Count; i++)
        {
            var linked = records[i] with { PreviousHash = i == 0 ? AuditChain.GenesisHash : records[i - 1].Hash };
            records[i] = linked with { Hash = AuditChain.ComputeHash(linked) };
        }
    }

    private static (AuditRecord Record, string Field) Edit(AuditRecord record, Random random)
    {
        var digit = random.Next(64);
        return random.Next(4) switch
        {
            0 => (record with { Hash = Flip(record.Hash, digit) }, "hash"),
            1 => (record with { PreviousHash = Flip(record.PreviousHash, digit) }, "previous_hash"),
            2 => (record with { OccurredAt = record.OccurredAt.AddTicks(AnyTicks(random)) }, "occurred_at"),
            _ => (EditContent(record, random), "content"),
        };
    }

    // Half of them below a microsecond, which is finer than what is hashed.
    private static int AnyTicks(Random random) => random.Next(1, random.Next(2) == 0 ? 10 : 1_000_000);

    private static AuditRecord EditContent(AuditRecord record, Random random)
    {
        var entry = record.Entry;
        return record with
        {
            Entry = random.Next(9) switch
            {
                0 => entry with { Action = entry.Action + "x" },
                1 => entry with { Subject = entry.Subject + " " },
                2 => entry with { Author = entry.Author with { Name = "mallory" } },
                3 => entry with { Author = entry.Author with { ClaimedName = null } },
                4 => entry with { Author = entry.Author with { SourceAddress = "10.0.0.1" } },
                5 => entry with { Reason = entry.Reason is null ? "" : null },
                6 => entry with { FromJson = entry.FromJson + " " },
                7 => entry with { ToJson = entry.ToJson!.Replace("true", "false", StringComparison.Ordinal) + " " },
                _ => entry with { Version = entry.Version + 1 },
            },
        };
    }

    private static string Flip(string hash, int digit)
    {
        var characters = hash.ToCharArray();
        characters[digit] = characters[digit] == 'a' ? 'b' : 'a';
        return new string(characters);
    }
}
