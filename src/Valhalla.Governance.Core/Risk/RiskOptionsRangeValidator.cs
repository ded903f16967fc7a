using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Risk;

/// <summary>Checks the ranges that <see cref="RiskOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class RiskOptionsRangeValidator : IValidateOptions<RiskOptions>;
