using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.Core.Tests.Integrity;

public sealed class RowComparerTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0000}""", false)]
    [InlineData("""{"a":1}""", """{"a":2}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"new_member":2}""", false)]
    [InlineData("""{"a":1,"old_member":2}""", """{"a":1}""", false)]
    [InlineData("""{"a":"QUARANTINE"}""", """{"a":"UNKNOWN"}""", false)]
    [InlineData("""{"a":["SMS","PIGEON"]}""", """{"a":["SMS","UNKNOWN"]}""", false)]
    [InlineData("""{"a":"2026-01-31T15:30:00.1234567Z"}""", """{"a":"2026-01-31T15:30:00.123456+00:00"}""", false)]
    [InlineData("""{"a":"2026-01-31T15:30:00Z"}""", """{"a":"2026-01-31T15:30:01Z"}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"decision_id":7}""", true)]
    [InlineData("""{"a":null}""", """{"a":5}""", true)]
    public void Compare_RowWithItsRecord_DiffersByWhatBothKnow(string recorded, string stored, bool differs)
    {
        var fold = RecordFold.Empty.With([new ChainEntry(1, "risk_policy.upsert", "X", 2, recorded)], 1, "hash");

        var findings = new RowComparer([]).Compare([new AuditedRow("risk_policy", "X", 2, stored)], fold, "risk_policy");

        Assert.Equal(differs, findings.Count == 1);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void Compare_AnotherVersionThanRecorded_Differs(long version, bool differs)
    {
        var fold = RecordFold.Empty.With([new ChainEntry(1, "risk_policy.upsert", "X", 2, "{}")], 1, "hash");

        var findings = new RowComparer([]).Compare([new AuditedRow("risk_policy", "X", version, "{}")], fold);

        Assert.Equal(differs, findings.Count == 1);
    }

    [Fact]
    public void Compare_RowWithoutARecord_IsASeedOrDiffers()
    {
        var comparer = new RowComparer([new AuditedRow("risk_policy", "X", 1, """{"a":1}""")]);

        Assert.Empty(comparer.Compare([new AuditedRow("risk_policy", "X", 1, """{"a":1}""")], RecordFold.Empty));
        Assert.Single(comparer.Compare([new AuditedRow("risk_policy", "X", 1, """{"a":2}""")], RecordFold.Empty));
        Assert.Single(comparer.Compare([new AuditedRow("risk_policy", "X", 2, """{"a":1}""")], RecordFold.Empty));
        Assert.Single(comparer.Compare([], RecordFold.Empty, "risk_policy"));
        Assert.Single(new RowComparer([]).Compare(
            [new AuditedRow("risk_policy", "X", 1, """{"a":1}""")], RecordFold.Empty));
    }
}
