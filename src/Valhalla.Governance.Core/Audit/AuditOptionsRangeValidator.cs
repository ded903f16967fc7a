using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Audit;

/// <summary>Checks the ranges that <see cref="AuditOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class AuditOptionsRangeValidator : IValidateOptions<AuditOptions>;
