using Valhalla.Governance.Testing.Approvals;
using Xunit.Sdk;

namespace Valhalla.Governance.Repository.Tests;

public sealed class ApprovalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-approval-").FullName;

    [Fact]
    public void Verify_SameText_PassesWithoutReceivedFile()
    {
        Approval.Verify(_folder, "surface", "a\r\nb\n\n", accept: true);

        Approval.Verify(_folder, "surface", "a\nb", accept: false);

        Assert.Equal("surface.txt", Path.GetFileName(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public void Verify_ChangedText_FailsAndTellsHowToAccept()
    {
        Approval.Verify(_folder, "surface", "a\nb", accept: true);

        var failure = Assert.Throws<FailException>(() => Approval.Verify(_folder, "surface", "a\nc", accept: false));

        Assert.Contains("- b", failure.Message, StringComparison.Ordinal);
        Assert.Contains("+ c", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Approval.AcceptVariable, failure.Message, StringComparison.Ordinal);
        Assert.Equal("a\nc\n", File.ReadAllText(Path.Combine(_folder, "surface.received.txt")));
    }

    [Fact]
    public void Verify_NothingApproved_Fails() =>
        Assert.Throws<FailException>(() => Approval.Verify(_folder, "surface", "a", accept: false));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
