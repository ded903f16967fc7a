using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Audit;

/// <summary>
/// The hashed form as docs/audit.md writes it down, made again here from that text alone: somebody else has to be able
/// to recompute every hash.
/// </summary>
public sealed class AuditCanonicalFormTests
{
    private const int Seed = 20261130;

    private static readonly string[] Awkward =
    [
        "\"", "\\", "/", "<", ">", "&", "'", "+", "`", "=", "\u0001", "\b", "\t", "\n", "\f", "\r", "\u001f", "\u007f",
        "\u0080", "\u00e9", "\u2028", "\u00a0", "\ufeff", "\ufffd", "\u4e2d", "\ud83d\ude00", "~", " ", "{}", "\\u0041",
        ",\"previous_hash\":", "null",
    ];

    [Fact]
    public void Hash_OfAnyRecord_IsTheOneTheDocumentedFormHas()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 2_000; i++)
        {
            var record = AuditChain.Seal(
                new AuditEntry(
                    AnyText(random),
                    AnyText(random),
                    new ChangeAuthor(AnyText(random), AnyOptional(random), AnyOptional(random)),
                    AnyOptional(random),
                    AnyOptional(random),
                    AnyOptional(random),
                    random.NextInt64(-5, long.MaxValue)),
                random.NextInt64(1, long.MaxValue),
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
                DateTimeOffset.UnixEpoch.AddTicks(random.NextInt64(0, TimeSpan.TicksPerDay * 30_000)));

            Assert.Equal(Sha256(record.PreviousHash + Documented(record)), record.Hash);
        }
    }

    [Fact]
    public async Task Export_OfARun_HoldsTheHashedBytesThemselves()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(60);
        using var stream = new MemoryStream();
        await host.Trail.ExportAsync(stream);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var recomputed = 0;
        foreach (var line in lines)
        {
            var members = JsonSerializer.Deserialize<JsonElement>(line);
            var hashed = line[..line.IndexOf(",\"previous_hash\":", StringComparison.Ordinal)] + "}";
            var hash = Sha256(members.GetProperty("previous_hash").GetString() + hashed);
            recomputed += hash == members.GetProperty("hash").GetString() ? 1 : 0;
        }

        Assert.Equal((60, 60), (lines.Length, recomputed));
        Assert.Contains(lines, static line => line.Contains("\\u00DCbung", StringComparison.Ordinal));
    }

    [Fact]
    public void Vectors_OfThePage_HaveTheirHashes()
    {
        var page = File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "docs", "audit.md"));
        var lines = page.Where(static line => line.StartsWith("{\"sequence\":", StringComparison.Ordinal)).ToArray();

        Assert.True(lines.Length >= 3);
        var previous = AuditChain.GenesisHash;
        foreach (var line in lines)
        {
            var record = AuditArchiveLine.TryRead(line)!;
            var hashed = line[..line.IndexOf(",\"previous_hash\":", StringComparison.Ordinal)] + "}";
            Assert.Equal(previous, record.PreviousHash);
            Assert.Equal(AuditChain.ComputeHash(record), record.Hash);
            Assert.Equal(Sha256(record.PreviousHash + hashed), record.Hash);
            Assert.Equal(Documented(record), hashed);
            previous = record.Hash;
        }
    }

    private static string AnyText(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(3) == 0
            ? ((char)random.Next('\u0000', '\ud800')).ToString()
            : Awkward[random.Next(Awkward.Length)]));

    private static string? AnyOptional(Random random) => random.Next(4) == 0 ? null : AnyText(random);

    private static string Documented(AuditRecord record)
    {
        var entry = record.Entry;
        var time = record.OccurredAt.UtcDateTime;
        return "{"
            + $"\"sequence\":{record.Sequence.ToString(CultureInfo.InvariantCulture)},"
            + $"\"occurred_at\":\"{time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}"
            + $".{(time.Ticks / 10 % 1_000_000).ToString("D6", CultureInfo.InvariantCulture)}Z\","
            + $"\"action\":{Quoted(entry.Action)},"
            + $"\"subject\":{Quoted(entry.Subject)},"
            + $"\"actor\":{Quoted(entry.Author.Name)},"
            + $"\"claimed_actor\":{Quoted(entry.Author.ClaimedName)},"
            + $"\"source_address\":{Quoted(entry.Author.SourceAddress)},"
            + $"\"reason\":{Quoted(entry.Reason)},"
            + $"\"from\":{Quoted(entry.FromJson)},"
            + $"\"to\":{Quoted(entry.ToJson)},"
            + $"\"version\":{entry.Version.ToString(CultureInfo.InvariantCulture)}"
            + "}";
    }

    private static string Quoted(string? text) => text is null ? "null" : $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char unit) => unit switch
    {
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        '\\' => "\\\\",
        '"' or '&' or '\'' or '+' or '<' or '>' or '`' or < ' ' or > '~' =>
            "\\u" + ((int)unit).ToString("X4", CultureInfo.InvariantCulture),
        _ => unit.ToString(),
    };

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
