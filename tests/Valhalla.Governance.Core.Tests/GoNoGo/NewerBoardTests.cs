using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Testing.GoNoGo;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

/// <summary>What a newer build has stored: it is read, shown as unknown, and written as it was.</summary>
public sealed class NewerBoardTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 13, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("status", "\"PASS\"")]
    [InlineData("kind", "\"go\"")]
    [InlineData("group", "\"alerting\"")]
    [InlineData("comparison", "\"at_least\"")]
    public void Results_NameOfANewerBuild_AreReadAndKept(string member, string known)
    {
        var evaluated = GoodEvidence.Evaluate(At);
        var json = GoNoGoJson.Write(evaluated.Results);
        var newer = json.Replace(
            $"\"{member}\":{known}", $"\"{member}\":\"of_tomorrow\"", StringComparison.Ordinal);
        Assert.NotEqual(json, newer);

        var read = GoNoGoJson.ReadResults(newer);

        Assert.Equal(evaluated.Results.Count, read.Count);
        Assert.Equal(newer, GoNoGoJson.Write(read));
    }

    [Fact]
    public void Results_StatusOfANewerBuild_IsNoPass()
    {
        var evaluated = GoodEvidence.Evaluate(At);
        var newer = GoNoGoJson.Write(evaluated.Results)
            .Replace("\"PASS\"", "\"OF_TOMORROW\"", StringComparison.Ordinal);

        Assert.Contains(GoNoGoJson.ReadResults(newer), result => result.IsNoGo);
    }

    [Fact]
    public void SignOffs_RoleOfANewerBuild_AreReadAndKept()
    {
        var signOff = new SignOff(
            new string('a', 64), SignOffRole.ReleaseCaptain, new ChangeAuthor("ann"), At, At.AddDays(1));
        var newer = GoNoGoJson.Write([signOff]).Replace("RELEASE_CAPTAIN", "OF_TOMORROW", StringComparison.Ordinal);

        var read = GoNoGoJson.ReadSignOffs(newer, signOff.Hash);

        Assert.Equal("unknown", WireNames.Of(Assert.Single(read).Role));
        Assert.Equal(newer, GoNoGoJson.Write(read));
    }
}
