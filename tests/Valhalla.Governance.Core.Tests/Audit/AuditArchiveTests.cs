using System.Text;
using System.Text.Json.Nodes;

namespace Valhalla.Governance.Core.Tests.Audit;

public sealed class AuditArchiveTests
{
    [Fact]
    public async Task Export_WholeChain_IsReadBackIntact()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(7);
        var records = await host.RecordsAsync();

        var (archive, text) = await ExportAsync(host);
        var checkedArchive = await VerifyAsync(host, text);

        Assert.Equal(
            new AuditArchive(
                new AuditAnchor(1, records[0].Hash), new AuditAnchor(7, records[6].Hash), 7, new string('0', 64), null),
            archive);
        Assert.Equal(archive, checkedArchive);
        Assert.Equal(7, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Export_Ranges_ProveThatTheyFollowEachOther()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(9);

        var (first, _) = await ExportAsync(host, 1, 4);
        var (second, text) = await ExportAsync(host, 5, 9);

        Assert.Equal((4, 5), (first.Records, second.Records));
        Assert.Equal(first.Last!.Value.Hash, second.PreviousHash);
        Assert.True((await VerifyAsync(host, text, first.Last.Value)).IsIntact);
        var other = await VerifyAsync(host, text, first.Last.Value with { Hash = new string('a', 64) });
        Assert.Equal((5, AuditBreakKind.Link), (other.Break!.Sequence, other.Break.Kind));
    }

    [Fact]
    public async Task Export_RangeBeyondTheEnd_IsWhatThereIs()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(3);

        var (archive, text) = await ExportAsync(host, 2, 90);
        var (none, empty) = await ExportAsync(host, 4, null);

        Assert.Equal((2, 3), (archive.Records, archive.Last!.Value.Sequence));
        Assert.True((await VerifyAsync(host, text)).IsIntact);
        Assert.Equal(("", 0, true), (empty, none.Records, none.IsIntact));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(5, 4L)]
    public async Task Export_NoRange_Throws(long from, long? to)
    {
        await using var host = new AuditHost();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await host.Trail.ExportAsync(Stream.Null, from, to));
    }

    [Fact]
    public async Task Verify_AnyMemberOfAnyLineEdited_IsFoundAtThatLine()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(4);
        var (_, text) = await ExportAsync(host);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (var (name, value) in JsonNode.Parse(lines[i])!.AsObject())
            {
                var edited = JsonNode.Parse(lines[i])!.AsObject();
                edited[name] = Edited(value);
                var result = await VerifyAsync(
                    host, string.Join('\n', lines.Select((line, n) => n == i ? edited.ToJsonString() : line)));

                // The first line of an archive may begin anywhere: a wrong place or predecessor shows in its hash.
                Assert.Equal((name, i + 1L), (name, result.Break?.Sequence is { } at && i > 0 ? at : i + 1L));
                Assert.False(result.IsIntact, $"{name} of line {i + 1}");
            }
        }
    }

    [Fact]
    public async Task Verify_LineRemovedSwappedOrCutOff_IsFound()
    {
        await using var host = new AuditHost();
        await host.ChangeAsync(5);
        var (archive, text) = await ExportAsync(host);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(AuditBreakKind.Gap, await BreakAsync(host, [lines[0], lines[1], lines[3], lines[4]]));
        Assert.Equal(AuditBreakKind.Gap, await BreakAsync(host, [lines[0], lines[2], lines[1], lines[3], lines[4]]));
        Assert.Equal(AuditBreakKind.Unreadable, await BreakAsync(host, [lines[0], lines[1][..40]]));
        Assert.Null(await BreakAsync(host, lines[..3]));
        Assert.Equal(AuditBreakKind.Truncated, await BreakAsync(host, lines[..3], archive.Last!.Value));
    }

    private static JsonNode? Edited(JsonNode? value) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Number => value.GetValue<long>() + 1,
        System.Text.Json.JsonValueKind.String when value.GetValue<string>() is { Length: 64 } hash =>
            (hash[0] == 'a' ? "b" : "a") + hash[1..],
        System.Text.Json.JsonValueKind.String => value.GetValue<string>() + "x",
        _ => "x",
    };

    private static async Task<AuditBreakKind?> BreakAsync(
        AuditHost host, IEnumerable<string> lines, params AuditAnchor[] known) =>
        (await VerifyAsync(host, string.Join('\n', lines), known)).Break?.Kind;

    private static async Task<(AuditArchive Archive, string Text)> ExportAsync(
        AuditHost host, long from = 1, long? to = null)
    {
        using var stream = new MemoryStream();
        var archive = await host.Trail.ExportAsync(stream, from, to);
        return (archive, Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static async Task<AuditArchive> VerifyAsync(AuditHost host, string text, params AuditAnchor[] known)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await host.Trail.VerifyArchiveAsync(stream, known);
    }
}
