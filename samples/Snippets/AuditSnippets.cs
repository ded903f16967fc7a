using Valhalla.Governance;

namespace Snippets;

internal static class AuditSnippets
{
    public static async Task CheckAsync(IAuditTrail audit, Stream first, Stream second)
    {
        #region audit-archive
        var one = await audit.VerifyArchiveAsync(first, []);
        var two = await audit.VerifyArchiveAsync(second, one.Last is { } end ? [end] : []);
        var isWhole = one.IsIntact && two.IsIntact && two.PreviousHash == one.Last?.Hash;
        #endregion
        Console.WriteLine(isWhole);
    }
}
