using System.Reflection;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The errors page lists every code that a caller can be told.</summary>
public sealed class ProblemCodesPageTests
{
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. MarkdownTable.ReadAll("docs/reference/errors.md").Where(table => table.FirstColumn == "Code")
            .SelectMany(table => table.Rows),
    ];

    [Fact]
    public void Codes_OfTheCode_AreAllListedAndNoOthers() => Assert.Equal(
        Codes().Distinct().Order(StringComparer.Ordinal),
        Rows.Select(row => row[0]).Order(StringComparer.Ordinal));

    [Fact]
    public void Rows_EachCode_HasStatusMeaningAndRemedy() =>
        Assert.All(Rows, row => Assert.True(row.Length == 4 && row.All(cell => cell.Length > 0), row[0]));

    private static IEnumerable<string> Codes() =>
    [
        .. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!),
        .. Of(GateDecision.Allowed),
        .. Of(ReserveStatus.Granted),
        .. Of(SettleStatus.Booked),
        .. Of(OutcomeStatus.Recorded, OutcomeStatus.AlreadyRecorded),
        .. Of(CreateLadderStatus.Created, CreateLadderStatus.AlreadyOpen, CreateLadderStatus.KeyRefused),
        .. Of(CompleteFollowUpStatus.Completed, CompleteFollowUpStatus.AlreadyCompleted),
        .. Of(SignOffStatus.Recorded, SignOffStatus.AlreadySigned),
        .. Of<GoNoGoRefusal>(),
        .. Enum.GetValues<StoreFailure>().Select(FailureMap.CodeOf),
    ];

    private static IEnumerable<string> Of<T>(params T[] successes)
        where T : struct, Enum => Enum.GetValues<T>().Except(successes).Select(WireNames.Of);
}
