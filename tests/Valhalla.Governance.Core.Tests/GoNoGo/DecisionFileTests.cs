using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

public sealed class DecisionFileTests
{
    [Fact]
    public async Task Decide_Go_WritesTheRecord()
    {
        await using var board = new BoardFixture();
        var evaluation = await board.SignedAsync();

        var result = await board.DecideAsync(evaluation.Hash);

        Assert.Equal(Path.Combine(board.Records, "20260113T153000Z_1_go_nogo.json"), result.RecordFile);
        Assert.Equal([result.RecordFile!], Directory.GetFiles(board.Records));
        using var record = JsonDocument.Parse(await File.ReadAllBytesAsync(result.RecordFile!));
        var root = record.RootElement;
        Assert.Equal("GO", root.GetProperty("decision").GetString());
        Assert.Equal("captain", root.GetProperty("decided_by").GetString());
        Assert.Equal("because", root.GetProperty("justification").GetString());
        Assert.Equal(evaluation.Hash, root.GetProperty("hash").GetString());
        Assert.Equal(GoNoGoCriteria.All.Count, root.GetProperty("criteria").GetArrayLength());
        Assert.Equal(0.9m, Value(root, "policy_entropy").GetDecimal());
        Assert.True(Value(root, "kill_switch_drill").GetBoolean());
        Assert.Equal("PASS", Value(root, "security_scan").GetString());
        Assert.Equal(
            ["RELEASE_CAPTAIN", "ON_CALL", "TECHNICAL_LEAD"],
            root.GetProperty("sign_offs").EnumerateArray().Select(s => s.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task Decide_FolderThatCannotBeMade_StandsAndIsWrittenWithTheNextOne()
    {
        await using var board = new BoardFixture();
        var folder = Path.Combine(board.Records, "deep");
        await using var blocked = new BoardFixture(
            new Dictionary<string, string?> { ["Valhalla:GoNoGo:RecordDirectory"] = folder });
        await File.WriteAllTextAsync(folder, "a file where the folder should be");
        var evaluation = await blocked.SignedAsync();

        var first = await blocked.DecideAsync(evaluation.Hash);
        File.Delete(folder);
        var second = await blocked.DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo);

        Assert.True(first.Ok);
        Assert.Null(first.RecordFile);
        Assert.NotNull(second.RecordFile);
        Assert.Equal(
            ["20260113T153000Z_1_go_nogo.json", "20260113T153000Z_2_go_nogo.json"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(await blocked.Store.ListUnwrittenAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task WritePending_AtStart_WritesWhatIsMissing()
    {
        await using var board = new BoardFixture();
        var folder = Path.Combine(board.Records, "deep");
        await using var blocked = new BoardFixture(
            new Dictionary<string, string?> { ["Valhalla:GoNoGo:RecordDirectory"] = folder });
        await File.WriteAllTextAsync(folder, "a file where the folder should be");
        await blocked.DecideAsync((await blocked.SignedAsync()).Hash);
        File.Delete(folder);

        var written = await blocked.Services.GetRequiredService<DecisionFiles>()
            .WritePendingAsync(CancellationToken.None);

        Assert.Equal([1L], written);
        Assert.Single(Directory.GetFiles(folder));
    }

    private static JsonElement Value(JsonElement root, string id) => root.GetProperty("criteria").EnumerateArray()
        .Single(criterion => criterion.GetProperty("id").GetString() == id)
        .GetProperty("value");
}
