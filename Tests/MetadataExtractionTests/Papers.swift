/// Synthetic papers: the firms, people and numbers do not exist.
enum Papers {
    static let all =
        sales + accounting + budget + contracts + acts + taxes + requests
        + more

    static let sales = [
        Paper(
            name: "invoice with the title on top and codes beside their labels",
            text: """
                FACTURA
                Seria: ABC   Numar: 000417
                Data facturii: 03.02.2022   Data scadentei: 05.03.2022

                FURNIZOR                        CLIENT
                ALFA TEST SRL                   Comuna Exemplu
                CIF: RO18547290                 CIF: 4297983
                Reg. com.: J40/1/2006           Adresa: Str. Mare nr. 1

                Nr. crt.   Denumire      Cantitate   Pret      Valoare
                1          Hartie        10          20,00     200,00
                Total fara TVA                       200,00
                TVA 19%                              38,00
                TOTAL DE PLATA                       238,00 lei
                """,
            type: "FACT",
            expected: [
                "series": "ABC", "number": "000417", "date": "2022-02-03",
                "issuer_cui": "18547290", "recipient_cui": "4297983", "total_amount": "238.00",
                "currency": "RON",
            ]),
        Paper(
            name: "receipt",
            text: """
                Unitatea: BETA TEST SRL
                C.U.I. RO 185 472 90              CHITANȚĂ
                                                  Seria BT nr. 0000815
                                                  Data: 15/06/2019

                Am primit de la Comuna Exemplu, C.I.F. 4297983
                Adresa: Str. Mare nr. 1
                suma de 1.205,50 lei, adică una mie două sute cinci lei și 50 bani
                reprezentând contravaloare factura nr. 77 din 01.06.2019
                """,
            type: "CHIT",
            expected: [
                "series": "BT", "number": "0000815", "date": "2019-06-15",
                "issuer_cui": "18547290", "recipient_cui": "4297983",
                "total_amount": "1205.50", "currency": "RON",
            ]),
    ]

    static let accounting = [
        Paper(
            name: "cash register",
            text: """
                Unitatea: Comuna Exemplu                       Data
                Cod fiscal 4297983                             17.05.2021
                              REGISTRU DE CASĂ
                Nr. crt.   Nr. act casă   Explicații     Încasări     Plăți
                Report / Sold ziua precedentă            1.250,00
                1          415            Impozit        300,00
                2          66             Avans                       150,00
                Total                                    300,00       150,00
                Sold final                               1.400,00
                """,
            type: "RC",
            expected: [
                "date": "2021-05-17", "issuer_cui": "4297983", "total_amount": "1400.00",
                "currency": "RON",
            ]),
        Paper(
            name: "accounting note",
            text: """
                COMUNA EXEMPLU
                CUI 4297983
                                 NOTĂ CONTABILĂ
                                 Nr. 45 din 31.03.2020
                Nr. crt.   Explicații        Cont debitor   Cont creditor   Suma
                1          Salarii           641            421             10.000,00
                2          Contribuții       645            431             2.250,00
                TOTAL                                                       12.250,00
                """,
            type: "NC",
            expected: [
                "number": "45", "date": "2020-03-31", "issuer_cui": "4297983",
                "total_amount": "12250.00", "currency": "RON",
            ]),
        Paper(
            name: "payroll without a number",
            text: """
                Comuna Exemplu
                CIF 4297983
                        STAT DE SALARII PE LUNA MAI 2022
                Nume și prenume    Salariu brut    Rețineri    Rest de plată
                Unu Ion            4.000,00        1.500,00    2.500,00
                Doi Ana            5.000,00        1.900,00    3.100,00
                Total              9.000,00        3.400,00    5.600,00
                Data întocmirii: 08.06.2022
                """,
            type: "SP",
            expected: [
                "date": "2022-06-08", "issuer_cui": "4297983", "total_amount": "5600.00",
                "currency": "RON",
            ]),
        Paper(
            name: "reception note",
            text: """
                Unitatea   Comuna Exemplu          Nr. document   113
                CUI        4297983                 Data           02.04.2021
                   NOTA DE RECEPTIE SI CONSTATARE DE DIFERENTE
                Furnizor: ALFA TEST SRL, CUI 18547290, factura nr. 9 din 01.04.2021
                Nr.   Denumire    UM    Cantitate    Pret    Valoare
                1     Hartie      top   10           20,00   200,00
                Total                                        200,00
                """,
            type: "NIR",
            expected: [
                "number": "113", "date": "2021-04-02", "issuer_cui": "4297983",
                "recipient_cui": "18547290", "total_amount": "200.00", "currency": "RON",
            ]),
    ]

    static let budget = [
        Paper(
            name: "budget commitment",
            text: """
                Comuna Exemplu
                Compartimentul Contabilitate
                      ANGAJAMENT BUGETAR INDIVIDUAL
                      Nr. 12 din 10 ianuarie 2018
                Beneficiar: ALFA TEST SRL, CUI 18547290
                Clasificatia 51.02.01.03  20.01.01
                Suma: 3.570,00 lei
                """,
            type: "AB",
            expected: [
                "number": "12", "date": "2018-01-10", "recipient_cui": "18547290",
                "total_amount": "3570.00", "currency": "RON",
            ]),
        Paper(
            name: "payment order in words and boxes",
            text: """
                ORDIN DE PLATĂ NR. 88
                Plătitor   Comuna Exemplu
                Cod fiscal   4297983
                Beneficiar   ALFA TEST SRL
                Cod fiscal   RO18547290
                Suma (în cifre)   1.250,00 lei
                adică   una mie două sute cincizeci lei
                Data emiterii   05.05.2021
                """,
            type: "OP",
            expected: [
                "number": "88", "date": "2021-05-05", "issuer_cui": "4297983",
                "recipient_cui": "18547290", "total_amount": "1250.00", "currency": "RON",
            ]),
        Paper(
            name: "note of need before the new leu",
            text: """
                Primăria Comunei Exemplu
                Nr. înregistrare 1.234 / 11.02.2004
                          REFERAT DE NECESITATE
                Vă rugăm să aprobați achiziția de hârtie, pentru care
                valoarea estimată este de 12.500.000 lei.
                """,
            type: "RN",
            expected: [
                "number": "1234", "date": "2004-02-11", "reg_number": "1234",
                "reg_date": "2004-02-11", "total_amount": "12500000.00", "currency": "ROL",
            ]),
    ]
}
