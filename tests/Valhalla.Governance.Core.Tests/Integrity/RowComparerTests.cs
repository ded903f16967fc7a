using Valhalla.Governance.Audit;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.Core.Tests.Integrity;

public sealed class RowComparerTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 15, 30, 0, TimeSpan.Zero);
    private static readonly RowStamp Stamp = new("ann", "why", At);

    private static readonly Dictionary<string, Func<string, bool>> Names = new(StringComparer.Ordinal)
    {
        ["a"] = static text => text is "THROTTLE" or "SMS" or "CALL",
    };

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0000}""", false)]
    [InlineData("""{"a":1}""", """{"a":2}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"new_member":2}""", false)]
    [InlineData("""{"a":1,"old_member":2}""", """{"a":1}""", false)]
    [InlineData("""{"a":"QUARANTINE"}""", """{"a":"UNKNOWN"}""", false)]
    [InlineData("""{"a":["SMS","PIGEON"]}""", """{"a":["SMS","UNKNOWN"]}""", false)]
    [InlineData("""{"a":"THROTTLE"}""", """{"a":"UNKNOWN"}""", true)]
    [InlineData("""{"a":["SMS","CALL"]}""", """{"a":["SMS","UNKNOWN"]}""", true)]
    [InlineData("""{"a":["SMS"]}""", """{"a":["SMS","UNKNOWN"]}""", true)]
    [InlineData("""{"b":"1.0"}""", """{"b":"unknown"}""", true)]
    [InlineData("""{"b":["ann"]}""", """{"b":["unknown"]}""", true)]
    [InlineData("""{"b":{"at":"2026-01-31T15:30:00Z"}}""", """{"b":{"at":"2026-01-31T15:30:00+00:00"}}""", false)]
    [InlineData("""{"b":{"at":"2026-01-31T15:30:00Z"}}""", """{"b":{"at":"2026-01-31T15:31:00Z"}}""", true)]
    [InlineData("""{"a":"2026-01-31T15:30:00.1234567Z"}""", """{"a":"2026-01-31T15:30:00.123456+00:00"}""", false)]
    [InlineData("""{"a":"2026-01-31T15:30:00Z"}""", """{"a":"2026-01-31T15:30:01Z"}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"decision_id":7}""", true)]
    [InlineData("""{"a":null}""", """{"a":5}""", true)]
    public void Compare_RowWithItsRecord_DiffersByWhatBothKnow(string recorded, string stored, bool differs)
    {
        var fold = RecordFold.Empty.With([Entry(recorded)], 1, "hash");

        var findings = new RowComparer([], Names).Compare(
            [Row("X", 2, stored)], fold, "risk_policy");

        Assert.Equal(differs, findings.Count == 1);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void Compare_AnotherVersionThanRecorded_Differs(long version, bool differs)
    {
        var fold = RecordFold.Empty.With([Entry("{}")], 1, "hash");

        var findings = new RowComparer([], Names).Compare([Row("X", version, "{}")], fold);

        Assert.Equal(differs, findings.Count == 1);
    }

    [Fact]
    public void Compare_RowWithoutARecord_IsASeedOrDiffers()
    {
        var comparer = new RowComparer([Row("X", 1, """{"a":1}""")], Names);

        Assert.Empty(comparer.Compare([Row("X", 1, """{"a":1}""")], RecordFold.Empty));
        Assert.Single(comparer.Compare([Row("X", 1, """{"a":2}""")], RecordFold.Empty));
        Assert.Single(comparer.Compare([Row("X", 2, """{"a":1}""")], RecordFold.Empty));
        Assert.Single(comparer.Compare([], RecordFold.Empty, "risk_policy"));
        Assert.Single(new RowComparer([], Names).Compare(
            [Row("X", 1, """{"a":1}""")], RecordFold.Empty));
    }

    [Theory]
    [InlineData("ann", "why", 0, false)]
    [InlineData("bob", "why", 0, true)]
    [InlineData("ann", "because", 0, true)]
    [InlineData("ann", null, 0, true)]
    [InlineData("ann", "why", 1, true)]
    public void Compare_AnotherAuthorReasonOrTime_Differs(string actor, string? reason, int seconds, bool differs)
    {
        var fold = RecordFold.Empty.With([Entry("{}")], 1, "hash");
        var row = Row("X", 2, "{}", new RowStamp(actor, reason, At.AddSeconds(seconds)));

        Assert.Equal(differs, new RowComparer([], Names).Compare([row], fold).Count == 1);
    }

    [Fact]
    public void Compare_RecordThatLeftTheRowAsItWas_TellsNotWhoChangedIt()
    {
        var again = Entry("{}") with { Sequence = 2, FromJson = "{}", Stamp = new RowStamp("bob", "again", At) };
        var row = Row("X", 2, "{}", Stamp);

        Assert.Empty(new RowComparer([], Names).Compare([row], RecordFold.Empty.With([Entry("{}"), again], 2, "hash")));
        Assert.Empty(new RowComparer([], Names).Compare([row], RecordFold.Empty.With([again], 2, "hash")));
    }

    [Fact]
    public void Compare_SeedOfAnotherTimeThanTheOthers_Differs()
    {
        var seeds = new[] { "X", "Y", "Z" }
            .Select(name => Row(name, 1, "{}", Stamp)).ToList();
        var comparer = new RowComparer(seeds, Names);

        Assert.Empty(comparer.Compare(
            [.. seeds.Select(seed => seed with { Stamp = Stamp with { At = At.AddDays(9) } })], RecordFold.Empty));
        Assert.Equal(
            "risk_policy Z",
            Assert.Single(comparer.Compare(
                [seeds[0], seeds[1], seeds[2] with { Stamp = Stamp with { At = At.AddDays(9) } }],
                RecordFold.Empty)).Subject);
    }

    private static AuditedRow Row(string subject, long version, string json, RowStamp? stamp = null) =>
        new(new RowKey("risk_policy", subject), version, () => json, stamp);

    private static ChainEntry Entry(string json) => new(1, "risk_policy.upsert", "X", 2, null, json, Stamp);
}
