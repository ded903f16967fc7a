using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Kpi;

/// <summary>Checks the ranges that <see cref="KpiOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class KpiOptionsRangeValidator : IValidateOptions<KpiOptions>;
